package dev.levada.dspbench.calls;

/**
 * Something that was worked out for a call.
 *
 * @param seq of the call
 */
record Part(long seq, String caller, long seconds, Kind kind, double value) {

    /** What it is: rates of calls made, received, and made to new numbers; and what follows from them. */
    enum Kind {
        MADE,
        RECEIVED,
        NEW,
        MADE_SLOW,
        TALK_TIME,
        MEAN,
        FAN_OUT,
        UNLIKELY,
        SHORT,
        SCORE
    }

    static Part of(Call call, Kind kind, double value) {
        return new Part(call.seq(), call.caller(), call.seconds(), kind, value);
    }

    Part as(Kind other, double itsValue) {
        return new Part(seq, caller, seconds, other, itsValue);
    }
}

package dev.levada.core.determinant;

import dev.levada.api.codec.CorruptBytesException;

/** What a determinant is of. Its subject and value mean something else for each. */
public enum DeterminantKind {
    /**
     * Took from an input (subject) up to a number (value, from the last one of that input in this epoch). Where
     * contents are logged: found nothing but control elements up to there.
     */
    ORDER(0),
    /**
     * Read so many records (value) of a split (subject), or found its end (0). May be written before they are read;
     * then {@link #UNREAD} takes back what was not.
     */
    READ(1),
    /**
     * Ended an epoch (value), with a snapshot (subject 1) or without (0); or ended a window within an epoch (subject
     * 2), of that number (value). What is counted in an epoch counts from here on anew.
     */
    CUT(2),
    /** Was told the time (value, from the last one in this epoch) so many times in a row (subject). */
    TIME(3),
    /** Draws from this seed (value) from here on. */
    SEED(4),
    /** Got something from outside: a value (subject 0, with bytes), nothing (1), or a failure (2, with its text). */
    RESULT(5),
    /** Took an element from an input, as {@link #ORDER} says it, and which one it was (with bytes). */
    CONTENT(6),
    /** A source has said here how far event time has come in what it had read. */
    WATERMARK(7),
    /** A source waits no more for a split (subject) that has given nothing for long. */
    IDLE(7 + 8),
    /** The timers fired here that were due at a time of day (value). */
    TIMER(7 + 16),
    /**
     * The answer to a call went on here: which one of those in flight (subject), its outcome (value, as of
     * {@link #RESULT}), and with bytes what it was.
     */
    ANSWER(7 + 24),
    /**
     * So many records (value) that the last {@link #READ reads} tell of were not read when something else was chosen.
     */
    UNREAD(7 + 32);

    /** How many bits the codes take that are below the one that all longer ones end in. */
    static final int BITS = 3;

    private static final int LONG_BITS = 6;
    private static final int LONG_END = (1 << BITS) - 1;

    private static final DeterminantKind[] ALL = values();

    private final int code;

    DeterminantKind(int code) {
        this.code = code;
    }

    /** What it is written as. */
    int code() {
        return code;
    }

    /** How many bits its code takes. */
    int bits() {
        return code < LONG_END ? BITS : LONG_BITS;
    }

    /**
     * The kind whose code a number ends in.
     *
     * @throws CorruptBytesException if there is none
     */
    static DeterminantKind endOf(int number) {
        int end = number & LONG_END;
        int code = end < LONG_END ? end : number & ((1 << LONG_BITS) - 1);
        for (DeterminantKind kind : ALL) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new CorruptBytesException("there is no determinant of kind %d".formatted(code));
    }
}

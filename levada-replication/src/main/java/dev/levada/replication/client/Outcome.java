package dev.levada.replication.client;

/**
 * How an operation ended.
 *
 * @param content the machine's answer if {@link Certainty#OK}, else empty. Not to be changed
 * @param detail for people, if it is not
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Outcome(Certainty certainty, byte[] content, String detail) {
    private static final byte[] NOTHING = {};

    /** What is certain. */
    public enum Certainty {
        /** Done, once. */
        OK,
        /** Done, once, and the machine threw. */
        THREW,
        /** Not done, and never will be. */
        FAILED,
        /** May be done already, may be done later, or never. */
        UNKNOWN
    }

    static Outcome of(Certainty certainty, String detail) {
        return new Outcome(certainty, NOTHING, detail);
    }

    static Outcome ok(byte[] content) {
        return new Outcome(Certainty.OK, content, "");
    }
}

package dev.levada.cluster.worker;

/** What is worth counting. */
public enum Notice {
    /** A void attempt at a consumer asked for a connection. */
    VOID_ATTEMPT_REFUSED,
    /** A frame came from a void attempt at the producer. */
    VOID_FRAME_REFUSED,
    /** A frame depends on what is lost. */
    BEYOND_LINE_REFUSED,
    /** An element came again. */
    DUPLICATE_DROPPED,
    /** An input asked for another connection to the same attempt. */
    CONNECTED_AGAIN,
    /** An attempt was stopped that did not count any more. */
    VOID_ATTEMPT_STOPPED,
    /** An attempt began with state that was held ready. */
    BEGUN_WARM,
    /** An attempt began as what had followed the one before it. */
    FOLLOWER_LEADS
}

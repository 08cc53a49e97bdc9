package dev.levada.core.element;

/** Times of events, in milliseconds since 1970, that stand for something else. */
public final class EventTime {
    /** A record has no event time; nothing is known of how far event time has come. */
    public static final long NONE = Long.MIN_VALUE;

    /** Event time has come to its end: nothing follows. */
    public static final long END = Long.MAX_VALUE;

    private EventTime() {}
}

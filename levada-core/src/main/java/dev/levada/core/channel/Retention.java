package dev.levada.core.channel;

/** How long a producer keeps what it has sent, so that it can send it again. */
public enum Retention {
    /** Not at all. */
    NONE,
    /** Until the consumer has it, whatever becomes of the connection. */
    ACCEPTED,
    /** Until the recovery protocol releases it. */
    RELEASED
}

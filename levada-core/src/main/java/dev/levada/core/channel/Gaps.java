package dev.levada.core.channel;

/** When the numbers that a consumer is given on a channel may skip some. */
public enum Gaps {
    /** Never: a missing number is a broken protocol. */
    NEVER,
    /** At the first element of a connection: its producer knows what is no longer needed. */
    AT_CONNECT,
    /** Always: what is missing is lost, and that is allowed. */
    ALWAYS
}

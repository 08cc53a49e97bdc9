package dev.levada.io.net;

/** What a connection is for; each purpose has I/O threads of its own, so that data never delays control. */
public enum Purpose {
    /** Small messages that must not wait. */
    CONTROL,
    /** Many messages of some ten KiB, where throughput matters. */
    DATA
}

package dev.levada.core.snapshot;

/**
 * Output of a sink that only has to be committed.
 *
 * @param epoch the epoch that it belongs to
 * @param handle what the sink's writer gave
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Prepared(long epoch, byte[] handle) {}

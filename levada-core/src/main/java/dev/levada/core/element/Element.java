package dev.levada.core.element;

/**
 * One thing that travels on a channel. Elements of one channel arrive in the order in which they were sent, and their
 * numbers are dense: a batch takes one for each value, a control element takes one.
 *
 * <p>Java 17 has no exhaustive {@code switch} over sealed types, so each element hands itself to the handler method of
 * its own kind: a new kind does not compile until every handler knows it.
 */
public sealed interface Element permits Batch, Barrier, Lap, Watermark, EndOfStream {

    /** The number of the first value, or of the control element; from 1. */
    long firstSequence();

    /** The number of the last value, or of the control element. */
    long lastSequence();

    void deliverTo(ElementHandler handler);
}

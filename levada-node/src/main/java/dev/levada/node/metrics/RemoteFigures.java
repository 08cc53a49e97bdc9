package dev.levada.node.metrics;

/**
 * What went from one process to another, as far as this one knows. Asked by another thread than the one that counts, so
 * each answer comes from a field that may be read by any thread. All but {@link #queuedBytes} only grow.
 */
public interface RemoteFigures {

    /** Bytes of frames sent or received. */
    long bytes();

    /** Records sent or received. */
    long records();

    /** Bytes that wait for the network. */
    long queuedBytes();
}

package dev.levada.core.snapshot;

import java.io.Closeable;
import java.io.IOException;

/**
 * An object of a {@link SnapshotStorage} that is there from the first block on, and gets more. Who reads it finds its
 * first blocks, each whole: all that were forced, and perhaps some of those appended since.
 *
 * <p>A failure is final: nothing more may be appended to it then. Confined to one thread.
 */
public interface GrowingObject extends Closeable {

    /** Adds a block, which counts only when {@link #force} has returned. */
    void append(byte[] block) throws IOException;

    /** Makes all that was appended outlast whatever the storage is meant to outlast, at once. */
    void force() throws IOException;

    /** Ends it; what was not forced may be lost. */
    @Override
    void close() throws IOException;
}

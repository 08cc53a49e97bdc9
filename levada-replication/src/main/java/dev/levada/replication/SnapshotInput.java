package dev.levada.replication;

import java.io.IOException;

/** Where a machine reads its state from. */
public interface SnapshotInput {

    /**
     * The next value that was written. Collections cannot be changed: copy them.
     *
     * @param <T> what it is; any other is a {@link ClassCastException} where it is used
     * @throws IOException if there is none
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // the machine knows what it wrote
    <T> T read() throws IOException;

    /** Whether there is another. */
    boolean hasNext() throws IOException;
}

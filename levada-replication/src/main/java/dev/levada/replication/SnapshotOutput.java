package dev.levada.replication;

import java.io.IOException;

/** Where a machine writes its state. */
public interface SnapshotOutput {

    /**
     * Appends a value: a record, a number, a string, a list, a map, or what else
     * {@link dev.levada.core.codec.Codecs#any} can write. A large state is written in parts, such as one entry of a map
     * after the other.
     */
    void write(Object value) throws IOException;
}

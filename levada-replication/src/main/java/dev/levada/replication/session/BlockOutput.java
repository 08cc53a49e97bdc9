package dev.levada.replication.session;

import java.io.IOException;

/** Where a snapshot goes, block by block. */
@FunctionalInterface
public interface BlockOutput {

    /** Appends one block: the first {@code length} bytes, which are copied. */
    void write(byte[] bytes, int length) throws IOException;
}

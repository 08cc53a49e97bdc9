package dev.levada.replication.session;

import java.io.IOException;
import java.util.Optional;

/** Where a snapshot comes from, block by block as it was written. */
@FunctionalInterface
public interface BlockInput {

    /** The next block; empty at the end. */
    Optional<byte[]> read() throws IOException;
}

package dev.levada.replication.session;

import java.io.IOException;

/**
 * What is replicated, on the level of bytes. Deterministic: the same commands in the same order give the same answers
 * and the same state on every member. Called by one thread at a time.
 */
public interface Machine {

    /** Applies a command; what it throws is the answer. */
    byte[] apply(byte[] command);

    /** Answers without changing anything; what it throws is the answer. */
    byte[] query(byte[] query);

    /** Writes the whole state. */
    void snapshot(BlockOutput out) throws IOException;

    /**
     * A hash of the whole state, equal where the states are. This one is of the snapshot as it is written, so it must
     * come in the same order on every member.
     */
    default long digest() throws IOException {
        long[] hash = {0};
        snapshot((bytes, length) -> hash[0] = StateHash.of(hash[0], StateHash.of(bytes, length)));
        return hash[0];
    }

    /** Takes over what {@link #snapshot} wrote, into a machine that has applied nothing yet. */
    void restore(BlockInput in) throws IOException;
}

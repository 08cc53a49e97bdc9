package dev.levada.replication.consensus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What a provider hands the agreed log to. One call at a time, but for {@link #failed}. */
public interface ReplicatedLog {

    /**
     * Applies the next entry. Indexes rise, with gaps where a provider has entries of its own.
     *
     * @param entry not to be changed
     * @return what {@link ConsensusNode#propose} gives, if it was proposed here
     */
    byte[] apply(long index, long term, byte[] entry);

    /** Writes all that applying has come to; the stream stays open. */
    void writeSnapshot(OutputStream out) throws IOException;

    /** Takes over what {@link #writeSnapshot} wrote, here or on another member, in the place of what there is. */
    void readSnapshot(InputStream in) throws IOException;

    /** This member cannot go on. Called once at most, from any thread. */
    void failed(ConsensusException cause);
}

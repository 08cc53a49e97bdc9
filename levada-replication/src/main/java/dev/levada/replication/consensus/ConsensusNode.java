package dev.levada.replication.consensus;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A member that takes part. Thread-safe; no call waits. Futures fail with a {@link ConsensusException} and nothing
 * else, and each ends, at the latest some time after its time-out. What hangs on them must be short.
 */
public interface ConsensusNode extends AutoCloseable {

    /**
     * Puts an entry into the log.
     *
     * @param entry not to be changed any more
     * @return what {@link ReplicatedLog#apply} gave here, when the entry is durable on a majority and applied here
     */
    CompletableFuture<byte[]> propose(byte[] entry, Duration timeout);

    /**
     * Makes sure that what is read here afterwards is not older than this call: this member still led after it began,
     * and has applied all that was committed then.
     *
     * @return an index that was applied here
     */
    CompletableFuture<Long> readBarrier(Duration timeout);

    /** The group as it looks from here. */
    ClusterView view();

    /**
     * Changes who belongs to the group. New ones must be open, with {@link NodeConfig.Start#JOIN}; they catch up before
     * they count.
     *
     * @throws UnsupportedOperationException without {@link Capability#MEMBERSHIP}
     */
    CompletableFuture<Void> reconfigure(List<Member> target, Duration timeout);

    /**
     * Makes another member lead.
     *
     * @throws UnsupportedOperationException without {@link Capability#TRANSFER}
     */
    CompletableFuture<Void> transferLeadership(String member, Duration timeout);

    /**
     * Takes a snapshot now.
     *
     * @return the index it is of
     */
    CompletableFuture<Long> snapshotNow();

    /** Stops to take part. What was proposed and is not answered yet fails. Waits until the disk is let go. */
    @Override
    void close();
}

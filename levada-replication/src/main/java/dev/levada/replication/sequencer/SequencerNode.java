package dev.levada.replication.sequencer;

import dev.levada.io.disk.FileDisk;
import dev.levada.io.log.GroupCommitLog;
import dev.levada.io.log.SegmentedLog;
import dev.levada.replication.consensus.ClusterView;
import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ConsensusException.Kind;
import dev.levada.replication.consensus.ConsensusNode;
import dev.levada.replication.consensus.Member;
import dev.levada.replication.consensus.NodeConfig;
import dev.levada.replication.consensus.ReplicatedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The one member. */
final class SequencerNode implements ConsensusNode {
    private static final long SEGMENT_BYTES = 16L * 1024 * 1024;
    private static final long TERM = 1;

    /** An entry without content is the sequencer's own: it only brings a snapshot into the order of the log. */
    private static final byte[] SNAPSHOT = {};

    private final NodeConfig config;
    private final ReplicatedLog machine;
    private final FileDisk disk;
    private final SnapshotFiles snapshots;
    private final Order order;
    private long snapshotIndex;
    private volatile long applied;
    private volatile boolean closed;

    private SequencerNode(NodeConfig config, ReplicatedLog machine, FileDisk disk) throws IOException {
        this.config = config;
        this.machine = machine;
        this.disk = disk;
        snapshots = new SnapshotFiles(disk);
        SegmentedLog segments = SegmentedLog.open(disk, "log", SEGMENT_BYTES);
        try {
            snapshotIndex = snapshots.restoreNewest(machine);
            applied = snapshotIndex;
            if (segments.firstIndex() > snapshotIndex + 1 || segments.lastIndex() < snapshotIndex) {
                throw new IOException("the log has entries %d to %d, and the snapshot is of %d: some are lost"
                        .formatted(segments.firstIndex(), segments.lastIndex(), snapshotIndex));
            }
            segments.read(snapshotIndex + 1, this::apply);
        } catch (IOException | RuntimeException e) {
            segments.close();
            throw e;
        }
        String thread = config.group() + "-" + config.self() + "-log";
        order = new Order(GroupCommitLog.start(segments, thread, 2 * Order.MAX_BYTES), this::applyNext);
    }

    static SequencerNode open(NodeConfig config, ReplicatedLog machine) throws IOException {
        FileDisk disk = FileDisk.open(config.directory());
        try {
            return new SequencerNode(config, machine, disk);
        } catch (IOException | RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    private byte[] apply(long index, byte[] entry) {
        byte[] answer = entry.length == 0 ? SNAPSHOT : machine.apply(index, TERM, entry);
        applied = index;
        return answer;
    }

    private byte[] applyNext(long index, byte[] entry) throws IOException {
        byte[] answer = apply(index, entry);
        if (entry.length == 0 || applied - snapshotIndex >= config.snapshotEntries()) {
            snapshots.write(machine, applied);
            snapshotIndex = applied;
            order.dropBefore(snapshotIndex + 1);
        }
        return answer;
    }

    @Override
    public CompletableFuture<byte[]> propose(byte[] entry, Duration timeout) {
        if (entry.length == 0) {
            throw new IllegalArgumentException("an entry has at least 1 byte");
        }
        return append(entry);
    }

    private CompletableFuture<byte[]> append(byte[] entry) {
        if (closed) {
            return CompletableFuture.failedFuture(stopped());
        }
        try {
            if (!order.hasRoom(entry)) {
                return CompletableFuture.failedFuture(ConsensusException.of(
                        Kind.OVERLOADED, "member '%s' has more to write than it may hold".formatted(config.self())));
            }
            return order.append(entry).exceptionallyCompose(e -> CompletableFuture.failedFuture(fatal(e)));
        } catch (IllegalStateException e) { // closed meanwhile
            return CompletableFuture.failedFuture(stopped());
        }
    }

    private ConsensusException fatal(Throwable cause) {
        ConsensusException fatal = ConsensusException.of(
                Kind.FATAL, "member '%s' cannot go on: %s".formatted(config.self(), cause.getMessage()), cause);
        if (!closed) {
            closed = true;
            machine.failed(fatal);
        }
        return fatal;
    }

    private ConsensusException stopped() {
        return ConsensusException.of(Kind.SHUTTING_DOWN, "member '%s' has stopped".formatted(config.self()));
    }

    /** There is nobody who could have led meanwhile, and what is acknowledged is applied. */
    @Override
    public CompletableFuture<Long> readBarrier(Duration timeout) {
        return closed ? CompletableFuture.failedFuture(stopped()) : CompletableFuture.completedFuture(applied);
    }

    @Override
    public ClusterView view() {
        return new ClusterView(TERM, Optional.of(config.self()), !closed, config.members(), applied, applied);
    }

    @Override
    public CompletableFuture<Void> reconfigure(List<Member> target, Duration timeout) {
        throw new UnsupportedOperationException("the sequencer has one member for ever; choose another provider");
    }

    @Override
    public CompletableFuture<Void> transferLeadership(String member, Duration timeout) {
        throw new UnsupportedOperationException("the sequencer has one member, which leads; choose another provider");
    }

    @Override
    public CompletableFuture<Long> snapshotNow() {
        return append(SNAPSHOT).thenApply(ignored -> applied);
    }

    @Override
    public void close() {
        boolean failedBefore = closed;
        closed = true;
        try (disk) {
            order.close();
        } catch (IOException e) {
            if (!failedBefore) {
                machine.failed(ConsensusException.of(
                        Kind.FATAL, "member '%s' did not close well: %s".formatted(config.self(), e.getMessage()), e));
            }
        }
    }
}

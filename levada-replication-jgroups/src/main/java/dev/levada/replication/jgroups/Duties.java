package dev.levada.replication.jgroups;

import dev.levada.replication.consensus.Member;
import dev.levada.replication.consensus.NodeConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.View;
import org.jgroups.protocols.raft.ELECTION2;
import org.jgroups.raft.util.Utils;

/**
 * What a member does by itself, on a thread of its own: a new leader commits an entry of its term, who misses a leader
 * asks for votes, a snapshot is taken after so many entries, and one that joins has caught up before it counts.
 * JGroups-raft does none of these.
 */
final class Duties implements AutoCloseable {
    private static final long LOOK_MILLIS = 5;
    private static final long AGAIN_MILLIS = 500;

    private final NodeConfig config;
    private final IndexedRaft raft;
    private final LogMachine machine;
    private final JChannel channel;
    private final ELECTION2 election;
    private final ScheduledThreadPoolExecutor thread;

    // The thread's alone.
    private long markingTerm;
    private long markedNanos;
    private long leaderlessTerm;
    private long leaderlessNanos = System.nanoTime();
    private boolean snapshots;

    Duties(NodeConfig config, IndexedRaft raft, LogMachine machine, JChannel channel) {
        this.config = config;
        this.raft = raft;
        this.machine = machine;
        this.channel = channel;
        election = channel.getProtocolStack().findProtocol(ELECTION2.class);
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, config.group() + "-" + config.self() + "-duties");
            made.setDaemon(true);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void start() {
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (machine.broken() != null) {
            return;
        }
        mark();
        missLeader();
        if (!snapshots && machine.applied() - machine.snapshotIndex() >= config.snapshotEntries()) {
            snapshots = true;
            CompletableFuture<?> unused =
                    raft.snapshotAsync().whenCompleteAsync((done, e) -> snapshots = false, thread);
        }
    }

    /** What was committed under others is known to be so when an entry of the own term is. */
    private void mark() {
        long term = raft.currentTerm();
        boolean due =
                term != markingTerm || System.nanoTime() - markedNanos > TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS);
        if (!raft.isLeader() || machine.markedTerm() == term || !due) {
            return;
        }
        markingTerm = term;
        markedNanos = System.nanoTime();
        byte[] marker = new Content(Content.Kind.MARKER, new byte[0]).toBytes();
        try {
            CompletableFuture<?> unused = raft.setAsync(marker, 0, marker.length, null);
        } catch (IllegalStateException e) {
            markingTerm = 0; // it leads no more, or not yet
        }
    }

    /**
     * With JGroups there are votes when its view of the group changes, and only the first in the view asks for them.
     * But who asked while it was cut off, and is of a later term than the leader, drops all that the leader sends; and
     * a leader that hears of such a term leads no more. As in Raft (5.2), who has had no leader for some time asks for
     * votes, and so brings all into one term; each in the view is more patient than the one before it by a vote.
     */
    private void missLeader() {
        long term = raft.currentTerm();
        long now = System.nanoTime();
        if (raft.leader() != null || term != leaderlessTerm) {
            leaderlessTerm = term;
            leaderlessNanos = now;
            return;
        }
        View view = channel.getView();
        if (view == null || view.size() < raft.majority() || !raft.members().contains(raft.raftId())) {
            return;
        }
        long rank = view.getMembers().indexOf(channel.getAddress());
        if (now - leaderlessNanos > TimeUnit.MILLISECONDS.toNanos((2 + rank) * election.voteTimeout())) {
            leaderlessNanos = now;
            election.startVotingThread();
        }
    }

    /** Takes members in, one after the other, and then lets others go. */
    CompletableFuture<Void> reconfigure(List<Member> target, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        List<String> now = List.copyOf(raft.members());
        List<String> ids = now.stream().map(Names::id).toList();
        List<String> wanted = target.stream().map(Member::id).toList();
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (Member joins : target) {
            if (!ids.contains(joins.id())) {
                String name = Names.of(joins);
                all = all.thenCompose(done -> until(() -> hasCaughtUp(name), end))
                        .thenCompose(done -> change(() -> raft.addServer(name)));
            }
        }
        String self = Names.of(config.selfMember());
        for (String leaves : now.stream()
                .sorted((a, b) -> Boolean.compare(a.equals(self), b.equals(self)))
                .toList()) {
            if (!wanted.contains(Names.id(leaves))) {
                all = all.thenCompose(done -> change(() -> raft.removeServer(leaves)));
            }
        }
        return all;
    }

    private interface Change {
        CompletableFuture<byte[]> make() throws Exception;
    }

    private static CompletableFuture<Void> change(Change change) {
        try {
            return change.make().thenApply(done -> null);
        } catch (Exception e) { // JGroups declares nothing else
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Whether it is there, and has what was there when it was asked for. */
    private boolean hasCaughtUp(String name) {
        for (Address address : channel.view()) {
            if (Utils.extractRaftId(address).equals(name)) {
                return raft.matched(address) >= machine.applied() - 1_000 && raft.matched(address) > 0;
            }
        }
        return false;
    }

    private CompletableFuture<Void> until(BooleanSupplier condition, long endNanos) {
        CompletableFuture<Void> met = new CompletableFuture<>();
        ScheduledFuture<?> looking = thread.scheduleWithFixedDelay(
                () -> {
                    if (System.nanoTime() > endNanos) {
                        met.completeExceptionally(new TimeoutException());
                    } else if (condition.getAsBoolean()) {
                        met.complete(null);
                    }
                },
                0,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
        CompletableFuture<?> unused = met.whenComplete((done, e) -> looking.cancel(false));
        return met;
    }

    /** What waits is given up. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}

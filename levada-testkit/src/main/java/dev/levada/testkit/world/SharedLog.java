package dev.levada.testkit.world;

import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.Kept;
import dev.levada.core.snapshot.StoredDeterminants;
import dev.levada.recovery.log.replica.Replicas;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Keeps what tasks choose in memory, here and where their output goes, and hands it in when some are replaced. */
final class SharedLog implements WorkerLog {
    private static final long MICRO = 1_000;

    private final WorkerNode node;
    private final World world;
    private final int sharing;
    private Replicas replicas;

    SharedLog(WorkerNode node, int sharing) {
        this.node = node;
        this.world = node.world;
        this.sharing = sharing;
        this.replicas = newReplicas();
    }

    private Replicas newReplicas() {
        return new Replicas(node.number, sharing, node::learned);
    }

    /** What this worker holds now; other ones when it is started anew. */
    Replicas replicas() {
        return replicas;
    }

    private String writer() {
        return node.freshName();
    }

    @Override
    public void append(Attempt attempt, DeterminantSlice slice, long position) {
        replicas.own(slice);
    }

    @Override
    public RemoteOutput.Wire wire(Connection connection) {
        OpenRequest request = connection.request();
        Replicas.Sending sending = replicas.sending(world.doors()
                .told(
                        node.number,
                        request,
                        world.plan()
                                .mattersTo(request.channel().producer())
                                .and(task -> world.policy().kept(task) == Kept.SHARED)));
        return frame -> connection.frame(frame.with(world.doors().attached(frame.channel(), sending::attach)));
    }

    @Override
    public Predicate<byte[]> attachments() {
        return replicas.receiving()::admits;
    }

    @Override
    public void handIn(long round, Set<TaskId> replaced, RecoveryLine line, Consumer<Boolean> then) {
        if (replicas.wanted(round, replaced).isEmpty()) {
            then.accept(false);
            return;
        }
        long nanos = world.pace().between(50 * MICRO, 1_500 * MICRO) * node.slowness();
        world.onNode(node, nanos, "hand in", () -> {
            List<DeterminantSlice> slices = replicas.wanted(round, replaced);
            try {
                if (!slices.isEmpty()) {
                    StoredDeterminants.handIn(world.storage(), writer(), round, slices);
                }
            } catch (IOException e) {
                world.sometimes("determinants not handed in at once");
                return;
            }
            world.sometimes("determinants handed in");
            replicas.handedIn(round, slices);
            then.accept(false);
        });
    }

    @Override
    public void down() {
        replicas = newReplicas();
    }

    @Override
    public void dropBefore(long epoch) {
        replicas.dropBefore(epoch);
    }

    @Override
    public List<DeterminantSlice> slices(Deployment deployment) throws IOException {
        return WorkerLog.stored(node, deployment);
    }
}

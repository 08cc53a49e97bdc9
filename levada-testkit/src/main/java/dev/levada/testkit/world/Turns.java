package dev.levada.testkit.world;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.Materials;
import dev.levada.cluster.worker.Notice;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.cluster.worker.Surroundings;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.task.CallTimeoutException;
import dev.levada.testkit.sample.InjectedException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The surroundings of one attempt: gives the task its turns, and carries what it says over the simulated network. */
final class Turns implements Surroundings {
    private static final long MICRO = 1_000;
    private static final long IDLE_NANOS = 20_000_000;
    private static final long START_MILLIS = 1_700_000_000_000L;
    private static final int MAX_TURN_RECORDS = 64;

    private final WorkerNode node;
    private final World world;
    private final Location here;
    private @Nullable Attempt attempt;
    private @Nullable Snapshots snapshots;
    private @Nullable OpenRequest asTold;
    private long turnNanos = -1;

    Turns(WorkerNode node) {
        this.node = node;
        this.world = node.world;
        this.here = new Location(node.number, node.incarnation());
    }

    void serve(Attempt newAttempt, TaskStart start) {
        attempt = newAttempt;
        snapshots = new Snapshots(node, newAttempt, start);
    }

    @Override
    public Materials materials() {
        return new SampleMaterials(node, world, this);
    }

    @Override
    public Location here() {
        return here;
    }

    @Override
    public int capacity() {
        return world.profile().capacity();
    }

    /** Reached by full batches before the capacity is, and by small ones after. */
    @Override
    public long budgetBytes() {
        return world.profile().capacity() * (8L + 4L * world.profile().batchSize());
    }

    // Turns

    @Override
    public void wake() {
        turnAt(world.nowNanos() + MICRO * (1 + world.pace().below(20)) * node.slowness(), Timeline.FREE);
    }

    private void turnAt(long nanos, Object lane) {
        Attempt current = attempt;
        if (current != null && !current.isOver() && (turnNanos < 0 || nanos < turnNanos)) {
            turnNanos = nanos;
            world.onNode(node, nanos - world.nowNanos(), "turn", lane, () -> turn(current, nanos));
        }
    }

    private void turn(Attempt current, long due) {
        if (current.isOver() || turnNanos != due) {
            return; // an earlier turn has been scheduled since
        }
        turnNanos = -1;
        long now = world.nowNanos();
        int done = current.turn(1 + world.pace().below(MAX_TURN_RECORDS), now, START_MILLIS + now / 1_000_000);
        if (current.isOver()) {
            return;
        }
        world.noteTurn(done);
        if (current.isFollowing() && world.doors().followersRelease()) {
            outputs(current.id()).forEach(output -> current.task().acknowledged(output, Long.MAX_VALUE));
        }
        long busy = node.takeDelay() + (long) done * world.pace().below(5_000) * node.slowness();
        if (done > 0) {
            turnAt(now + busy + MICRO, Timeline.FREE);
        } else {
            turnAt(now + busy + idleNanos(current, now), Timeline.CLOCK);
        }
    }

    private List<ChannelId> outputs(TaskId task) {
        return world.plan().edgesFrom(task.chain()).stream()
                .flatMap(edge -> world.plan().channelsFrom(task, edge).stream())
                .toList();
    }

    private static long idleNanos(Attempt current, long now) {
        long wake = current.task().wakeNanos();
        if (wake == 0) {
            return IDLE_NANOS;
        }
        return wake > now ? Math.min(wake - now, IDLE_NANOS) : 200 * MICRO;
    }

    // Connections

    @Override
    public void ask(Location place, OpenRequest request) {
        WorkerNode producer = world.worker(place.worker());
        OpenRequest told = new OpenRequest(
                request.channel(),
                request.producerAttempt(),
                request.consumerAttempt(),
                request.number(),
                world.doors().wanted(request.next(), request.number() > 1),
                request.granted(),
                request.consumer());
        world.network().send(node, producer, "open", () -> producer.endpoints().asked(told));
    }

    /** A consumer's wish has come. */
    void asked(Attempt current, OpenRequest request) {
        asTold = request;
        current.asked(
                world.doors().acceptsAnyAttempt()
                        ? new OpenRequest(
                                request.channel(),
                                request.producerAttempt(),
                                current.expectedAttempt(request.channel()),
                                request.number(),
                                request.next(),
                                request.granted(),
                                request.consumer())
                        : request);
    }

    @Override
    public Connection accept(OpenRequest request) {
        if (world.profile().local()
                && node.isHere(request.consumer())
                && !world.doors().acceptsAnyAttempt()) {
            world.sometimes("a connection within a process");
            return node.endpoints().local(request);
        }
        Line line = new Line(world, asTold == null ? request : asTold, node);
        line.begun();
        return line;
    }

    // What becomes of it

    @Override
    public void store(Attempt current, TaskSnapshot snapshot) {
        world.say(
                "%s#%d cuts epoch %d%s, finished %s, in %s, ended %s, out %s",
                current.id(),
                current.number(),
                snapshot.epoch(),
                snapshot.window() == 0 ? "" : ", window %d".formatted(snapshot.window()),
                snapshot.finished(),
                snapshot.inputs(),
                snapshot.ended(),
                snapshot.outputs());
        world.oracles().cut(snapshot);
        if (snapshots != null) {
            snapshots.add(snapshot);
        }
    }

    @Override
    public void passed(Attempt follower, TaskSnapshot snapshot) {
        world.say("a follower of %s passes epoch %d on worker %d", follower.id(), snapshot.epoch(), node.number);
        world.oracles().passed(snapshot, node.number);
    }

    @Override
    public void log(Attempt current, DeterminantSlice slice, long position) {
        node.log().append(current, world.doors().slice(slice), position);
    }

    @Override
    public RemoteOutput.Wire wire(Connection connection) {
        return node.log().wire(connection);
    }

    @Override
    public Predicate<byte[]> attachments(Connection connection) {
        return node.log().attachments();
    }

    @Override
    public boolean recordsAtOnce() {
        return false;
    }

    @Override
    public void failed(Attempt current, Throwable failure) {
        if (current.isFollowing()) {
            world.sometimes("a follower that failed");
        } else if (InjectedException.caused(failure) || isLateAnswer(failure)) {
            world.sometimes("a task failed by itself");
        } else if (mayMissItsLog(current)) {
            world.sometimes("an attempt that was replaced long ago found no log of contents");
        } else {
            world.violated(
                    "task %s, attempt %d, failed: %s".formatted(current.id(), current.number(), World.trail(failure)));
        }
    }

    private static boolean isLateAnswer(Throwable failure) {
        return failure.getCause() instanceof CallTimeoutException;
    }

    /**
     * What it was to take from the log may be gone with an epoch that is complete since, and what was acknowledged,
     * too.
     */
    private boolean mayMissItsLog(Attempt current) {
        return world.plan().chain(current.id().chain()).recovery().logsContent()
                && world.oracles().isReplaced(current.id(), current.number());
    }

    @Override
    public void notClosed(Attempt current, Throwable failure) {
        if (!InjectedException.caused(failure)) {
            world.violated("task %s, attempt %d, cannot be closed: %s"
                    .formatted(current.id(), current.number(), World.trail(failure)));
        }
    }

    @Override
    public void closed(Attempt current) {}

    @Override
    public void noticed(Notice notice) {
        node.noticed(notice);
    }

    @Override
    public void warn(String problem) {}
}

package dev.levada.testkit.world;

import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.coordinator.Fenced;
import dev.levada.cluster.coordinator.Starts;
import dev.levada.core.channel.Frame;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.SnapshotReader;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.snapshot.TaskStart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process that runs tasks, does what the coordinator says, and keeps telling it until it answers. */
final class Worker extends Node {
    private static final long BEAT_NANOS = 5_000_000;

    private final Map<TaskId, Attempt> attempts = new LinkedHashMap<>();
    /** The last attempt at each task that was begun here: none is begun twice. */
    private final Map<TaskId, Long> begun = new LinkedHashMap<>();

    private final Map<String, Consumer<CoordinatorNode>> unanswered = new LinkedHashMap<>();
    private final Map<String, SourcePositions> unrecorded = new LinkedHashMap<>();
    private long delayNanos;

    Worker(World world, int number) {
        super(world, number);
        world.onNode(this, world.pace().between(0, BEAT_NANOS), "beat", this::beat);
    }

    @Override
    void down() {
        List<Attempt> gone = List.copyOf(attempts.values());
        super.down();
        attempts.clear();
        begun.clear();
        unanswered.clear();
        unrecorded.clear();
        gone.forEach(Attempt::vanish);
    }

    @Override
    void start() {
        super.start();
        world.onNode(this, 0, "beat", this::beat);
    }

    /** Those that run. */
    List<Attempt> attempts() {
        return List.copyOf(attempts.values());
    }

    private @Nullable Attempt find(TaskId task, long number) {
        Attempt found = attempts.get(task);
        return found != null && found.number == number && !found.isOver() ? found : null;
    }

    private interface Deed {
        void with(Attempt attempt);
    }

    private void with(TaskId task, long number, Deed deed) {
        Attempt found = find(task, number);
        if (found != null) {
            deed.with(found);
        }
    }

    private void beat() {
        CoordinatorNode coordinator = world.coordinator();
        Map<TaskId, Long> running = new LinkedHashMap<>();
        attempts.forEach((task, attempt) -> {
            if (!attempt.isOver()) {
                running.put(task, attempt.number);
            }
        });
        int incarnation = incarnation();
        world.network().send(this, coordinator, "beat", () -> coordinator.beat(this, incarnation, running));
        List.copyOf(unanswered.keySet()).forEach(this::sendReport);
        attempts().forEach(Attempt::askAgain);
        world.onNode(this, BEAT_NANOS, "beat", this::beat);
    }

    // What is told to the coordinator until it answers

    void report(String what, TaskId task, long number, Consumer<CoordinatorNode> message) {
        String key = what + "/" + task + "/" + number;
        unanswered.put(key, message);
        sendReport(key);
    }

    void reportFailure(TaskId task, long number, boolean byItself) {
        report(
                "failed",
                task,
                number,
                coordinator -> coordinator.failed(task, number, "it failed on worker " + this.number, byItself));
    }

    void reportPositions(TaskId task, long number, SourcePositions positions) {
        String key = "positions/" + task + "/" + number;
        unrecorded.put(key, positions);
        unanswered.put(key, coordinator -> coordinator.positions(task, number, positions));
        sendReport(key);
    }

    void forgetReports(TaskId task, long number) {
        String key = "/" + task + "/" + number;
        unanswered.keySet().removeIf(each -> each.endsWith(key) && !each.startsWith("failed"));
        unrecorded.keySet().removeIf(each -> each.endsWith(key));
    }

    private void sendReport(String key) {
        Consumer<CoordinatorNode> message = unanswered.get(key);
        if (message == null) {
            return;
        }
        CoordinatorNode coordinator = world.coordinator();
        world.network().send(this, coordinator, "report", () -> {
            message.accept(coordinator);
            if (!unrecorded.containsKey(key)) { // that is answered when it is recorded
                world.network().send(coordinator, this, "answer", () -> unanswered.remove(key, message));
            }
        });
    }

    void positionsRecorded(TaskId task, long attempt, SourcePositions positions) {
        String key = "positions/" + task + "/" + attempt;
        if (positions.equals(unrecorded.get(key))) {
            unrecorded.remove(key);
            unanswered.remove(key);
            with(task, attempt, each -> each.tell(() -> each.task().positionsRecorded(positions)));
        }
    }

    // What the coordinator asks for

    void start(Deployment deployment, List<TaskId> mine, Roster roster) {
        Starts starts;
        Map<TaskId, StoredSnapshot> stored = new LinkedHashMap<>();
        try {
            for (Map.Entry<TaskId, String> snapshot : deployment.snapshots().entrySet()) {
                if (deployment.attempts().containsKey(snapshot.getKey())) {
                    stored.put(snapshot.getKey(), SnapshotReader.read(world.storage(), snapshot.getValue()));
                }
            }
            starts = new Starts(world.plan(), deployment, stored);
            if (world.policy().exactCuts()) {
                starts.checkExactCut();
            }
            for (TaskId task : mine) {
                start(task, starts, stored.get(task), deployment, roster);
            }
        } catch (IOException e) {
            world.sometimes("a snapshot not read at once"); // it will be asked for again
        } catch (RuntimeException e) {
            world.violated("worker %d cannot start %s: %s".formatted(number, mine, World.trail(e)));
        }
    }

    private void start(
            TaskId task, Starts starts, @Nullable StoredSnapshot stored, Deployment deployment, Roster roster)
            throws IOException {
        long number = roster.attempt(task);
        Attempt running = find(task, number);
        if (running != null) {
            restored(running, deployment.round());
            return;
        }
        if (begun.getOrDefault(task, 0L) >= number) {
            return; // it has failed already, which was told
        }
        Map<String, TaskStart.OperatorStart> operators =
                stored == null ? new LinkedHashMap<>() : SnapshotReader.operators(world.storage(), stored);
        TaskStart start = world.doors().start(starts.of(task, "run", operators));
        world.say(
                "%s#%d begins from epoch %d in round %d, finished %s, in %s, ended %s, out %s",
                task,
                number,
                start.epoch(),
                deployment.round(),
                start.finished(),
                start.inputs(),
                start.ended(),
                start.outputs());
        Attempt older = attempts.remove(task);
        if (older != null) {
            older.end();
        }
        begun.put(task, number);
        world.oracles().begun(task, number);
        Attempt attempt = new Attempt(this, task, start, roster);
        attempts.put(task, attempt);
        if (attempt.open()) {
            restored(attempt, deployment.round());
        }
        if (start.finished()) {
            world.sometimes("a finished task rolled back");
        }
    }

    private void restored(Attempt attempt, long round) {
        CoordinatorNode coordinator = world.coordinator();
        world.network()
                .send(this, coordinator, "restored", () -> coordinator.restored(attempt.id, attempt.number, round));
    }

    void fence(TaskId task, long attempt, long round, Set<TaskId> replaced) {
        Attempt found = find(task, attempt);
        begun.merge(task, attempt, Math::max); // it never will be, if it has not been
        if (found == null && !replaced.contains(task)) {
            reportFailure(task, attempt, false);
            return;
        }
        Fenced answer = new Fenced(new LinkedHashMap<>(), List.of());
        if (found != null && replaced.contains(task)) {
            found.end();
            attempts.remove(task);
        } else if (found != null) {
            answer = found.fence(round, replaced);
        }
        Fenced told = answer;
        if (told != null) {
            CoordinatorNode coordinator = world.coordinator();
            world.network().send(this, coordinator, "fenced", () -> coordinator.fenced(task, attempt, round, told));
        }
    }

    void connect(TaskId task, long attempt, List<ChannelId> channels, long round, Roster roster) {
        with(task, attempt, each -> channels.forEach(channel -> each.connect(channel, round, roster)));
    }

    void trigger(TaskId task, long attempt, long epoch) {
        with(task, attempt, each -> each.tell(() -> each.task().trigger(epoch)));
    }

    void complete(TaskId task, long attempt, long epoch) {
        with(task, attempt, each -> each.tell(() -> each.task().complete(epoch)));
    }

    void abort(TaskId task, long attempt, long epoch) {
        with(task, attempt, each -> each.tell(() -> each.task().abort(epoch)));
    }

    void goOnWithout(TaskId gone, long last) {
        Attempt own = attempts.get(gone);
        if (own != null && own.number <= last) {
            own.end();
            attempts.remove(gone);
        }
        attempts().forEach(attempt -> attempt.goOnWithout(gone, last));
    }

    /** The coordinator does not count this attempt any more. */
    void stop(TaskId task, long attempt) {
        with(task, attempt, each -> {
            world.sometimes("a zombie stopped");
            each.end();
            attempts.remove(task);
        });
    }

    // What comes over connections

    void asked(Attempt.Asked asked) {
        with(asked.channel().producer(), asked.producerAttempt(), each -> each.asked(asked));
    }

    void opened(Connection connection) {
        with(connection.channel().consumer(), connection.consumerAttempt(), each -> each.opened(connection));
    }

    void frame(Connection connection, Frame frame) {
        with(connection.channel().consumer(), connection.consumerAttempt(), each -> each.frame(connection, frame));
    }

    void report(Connection connection, long arrived, long granted) {
        with(
                connection.channel().producer(),
                connection.producerAttempt(),
                each -> each.report(connection, arrived, granted));
    }

    void acknowledged(Connection connection, long upTo) {
        with(
                connection.channel().producer(),
                connection.producerAttempt(),
                each -> each.acknowledged(connection, upTo));
    }

    void broken(Connection connection) {
        with(connection.channel().consumer(), connection.consumerAttempt(), each -> each.brokenInput(connection));
        with(connection.channel().producer(), connection.producerAttempt(), each -> each.brokenOutput(connection));
    }

    // Time

    /** The task in hand waits for a system outside. */
    void delay(long nanos) {
        delayNanos += nanos;
    }

    long takeDelay() {
        long taken = delayNanos;
        delayNanos = 0;
        return taken;
    }

    List<Connection> connections() {
        List<Connection> all = new ArrayList<>();
        attempts.values().forEach(attempt -> all.addAll(attempt.connections()));
        return all;
    }
}

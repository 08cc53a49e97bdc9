package dev.levada.testkit.world;

import static java.util.Objects.requireNonNull;

import dev.levada.cluster.coordinator.Actions;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.coordinator.JobCoordinator;
import dev.levada.cluster.coordinator.Starts;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.testkit.chance.Chance;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries the coordinator's decisions to the workers, decides where tasks run, and notices who is gone. */
final class Carrier implements Actions {
    private final CoordinatorNode node;
    private final World world;
    private final Chance chance;
    private final int incarnation;
    private final Map<TaskId, Placed> places = new LinkedHashMap<>();
    private final Map<Integer, Seen> workers = new LinkedHashMap<>();
    /** Tasks that will not be replaced, with their last attempts. */
    private final Map<TaskId, Long> gone = new LinkedHashMap<>();
    /** What survivors were told about new peers, and have not answered. */
    private final Map<String, Connect> connects = new LinkedHashMap<>();

    private @Nullable JobCoordinator coordinator;
    private long connectNanos;

    private record Placed(long attempt, Location location) {}

    private record Connect(TaskId task, long attempt, List<ChannelId> channels, long round, Roster roster) {}

    /** What is known of a worker. */
    private static final class Seen {
        long nanos;
        int incarnation;
        boolean suspected;
    }

    Carrier(CoordinatorNode node, Chance chance) {
        this.node = node;
        this.world = node.world;
        this.chance = chance;
        this.incarnation = node.incarnation();
        for (Worker worker : world.workers()) {
            Seen seen = new Seen();
            seen.nanos = world.nowNanos();
            workers.put(worker.number, seen);
        }
    }

    void serve(JobCoordinator newCoordinator) {
        coordinator = newCoordinator;
    }

    private JobCoordinator job() {
        return requireNonNull(coordinator);
    }

    private boolean isDead() {
        return !node.isUp() || node.incarnation() != incarnation;
    }

    @Override
    public void record(Decision decision, Runnable then) {
        if (!isDead()) {
            node.record(decision, then);
        }
    }

    private interface Message {
        void to(Worker worker);
    }

    private void send(TaskId task, long attempt, String kind, Message message) {
        Placed placed = places.get(task);
        if (!isDead() && placed != null && placed.attempt() == attempt) {
            sendTo(placed.location(), kind, message);
        }
    }

    private void sendTo(Location location, String kind, Message message) {
        Worker worker = world.worker(location.worker());
        if (worker.incarnation() == location.incarnation()) {
            world.network().send(node, worker, kind, () -> message.to(worker));
        }
    }

    @Override
    public void trigger(TaskId task, long attempt, long epoch) {
        world.oracles().triggered(epoch, incarnation);
        send(task, attempt, "trigger", worker -> worker.trigger(task, attempt, epoch));
    }

    @Override
    public void complete(TaskId task, long attempt, long epoch) {
        send(task, attempt, "complete", worker -> worker.complete(task, attempt, epoch));
    }

    @Override
    public void abort(TaskId task, long attempt, long epoch) {
        world.sometimes("an epoch given up");
        send(task, attempt, "abort", worker -> worker.abort(task, attempt, epoch));
    }

    @Override
    public void positionsRecorded(TaskId task, long attempt, SourcePositions positions) {
        send(task, attempt, "recorded", worker -> worker.positionsRecorded(task, attempt, positions));
    }

    @Override
    public void fence(TaskId task, long attempt, long round, Set<TaskId> replaced) {
        world.oracles().round(round);
        Set<TaskId> members = new LinkedHashSet<>(replaced);
        send(task, attempt, "fence", worker -> worker.fence(task, attempt, round, members));
    }

    @Override
    public void deploy(Deployment given) {
        if (isDead()) {
            return;
        }
        Deployment deployment = world.doors().deployment(given);
        try {
            deployment.attempts().forEach(world.storage()::raiseFloor);
        } catch (UncheckedIOException e) {
            world.sometimes("a floor not raised at once");
            return; // it will be asked for again
        }
        world.oracles().deployed(deployment.attempts());
        for (Map.Entry<TaskId, Long> member : deployment.attempts().entrySet()) {
            if (!place(member.getKey(), member.getValue())) {
                return;
            }
        }
        Roster roster = roster();
        Map<Location, List<TaskId>> members = new LinkedHashMap<>();
        deployment
                .attempts()
                .keySet()
                .forEach(task -> members.computeIfAbsent(roster.place(task), any -> new ArrayList<>())
                        .add(task));
        members.forEach(
                (location, mine) -> sendTo(location, "start", worker -> worker.start(deployment, mine, roster)));
        connectSurvivors(deployment, roster);
    }

    private boolean place(TaskId task, long attempt) {
        Placed placed = places.get(task);
        if (placed != null && placed.attempt() == attempt) {
            return true;
        }
        List<Location> alive = new ArrayList<>();
        workers.forEach((number, seen) -> {
            if (!seen.suspected && seen.incarnation > 0) {
                alive.add(new Location(number, seen.incarnation));
            }
        });
        if (alive.isEmpty()) {
            return false;
        }
        places.put(task, new Placed(attempt, chance.oneOf(alive)));
        return true;
    }

    private Roster roster() {
        Map<TaskId, Long> attempts = new LinkedHashMap<>();
        Map<TaskId, Location> locations = new LinkedHashMap<>();
        places.forEach((task, placed) -> {
            if (!gone.containsKey(task)) {
                attempts.put(task, placed.attempt());
                locations.put(task, placed.location());
            }
        });
        return new Roster(attempts, locations, new LinkedHashMap<>(gone));
    }

    private void connectSurvivors(Deployment deployment, Roster roster) {
        Map<TaskId, List<ChannelId>> channels = new LinkedHashMap<>();
        Set<TaskId> members = deployment.attempts().keySet();
        for (ChannelId channel : new Starts(world.plan(), deployment, new LinkedHashMap<>()).connections()) {
            for (TaskId end : List.of(channel.producer(), channel.consumer())) {
                if (!members.contains(end) && roster.attempts().containsKey(end)) {
                    channels.computeIfAbsent(end, any -> new ArrayList<>()).add(channel);
                }
            }
        }
        channels.forEach((task, its) -> {
            Connect connect = new Connect(task, roster.attempt(task), its, deployment.round(), roster);
            if (connects.putIfAbsent(task + "/" + deployment.round(), connect) == null) {
                sendConnect(task + "/" + deployment.round());
            }
        });
    }

    private void sendConnect(String key) {
        Connect connect = requireNonNull(connects.get(key));
        send(connect.task(), connect.attempt(), "connect", worker -> {
            worker.connect(connect.task(), connect.attempt(), connect.channels(), connect.round(), connect.roster());
            world.network().send(worker, node, "connected", () -> node.connected(key));
        });
    }

    void connected(String key) {
        connects.remove(key);
    }

    @Override
    public void goOnWithout(TaskId task) {
        Placed placed = places.get(task);
        gone.put(task, placed == null ? 0 : placed.attempt());
        world.sometimes("a task not replaced");
        tellGone(world.workers());
    }

    private void tellGone(List<Worker> to) {
        for (Worker worker : to) {
            gone.forEach((task, attempt) ->
                    world.network().send(node, worker, "go on without", () -> worker.goOnWithout(task, attempt)));
        }
    }

    @Override
    public void finished() {
        if (!isDead()) {
            node.finished();
        }
    }

    @Override
    public void stopped() {
        throw new IllegalStateException("nobody stops a simulated job");
    }

    @Override
    public void failed(String reason) {
        world.violated("the job failed: " + reason);
    }

    // Who is there

    void tick() {
        long now = world.nowNanos();
        workers.forEach((number, seen) -> {
            if (!seen.suspected && now - seen.nanos > world.profile().suspicionNanos()) {
                seen.suspected = true;
                if (world.worker(number).isUp()) {
                    world.sometimes("a worker suspected that lives");
                }
                loseTasksOf(number, Integer.MAX_VALUE, "its worker is silent");
            }
        });
        if (now - connectNanos > world.profile().coordinator().resendNanos()) {
            connectNanos = now;
            connects.values().removeIf(connect -> job().attemptOf(connect.task()) != connect.attempt());
            List.copyOf(connects.keySet()).forEach(this::sendConnect);
        }
    }

    void beat(Worker worker, int itsIncarnation, Map<TaskId, Long> running) {
        Seen seen = requireNonNull(workers.get(worker.number));
        if (itsIncarnation < seen.incarnation) {
            return;
        }
        seen.nanos = world.nowNanos();
        seen.incarnation = itsIncarnation;
        seen.suspected = false;
        loseTasksOf(worker.number, itsIncarnation, "its worker has started anew");
        running.forEach((task, attempt) -> {
            if (attempt < job().attemptOf(task) && chance.percent(20)) {
                world.network().send(node, worker, "stop", () -> worker.stop(task, attempt));
            }
        });
        tellGone(List.of(worker));
    }

    void exited(Worker worker, int itsIncarnation) {
        loseTasksOf(worker.number, itsIncarnation + 1, "its worker is gone");
    }

    /** Those that ran in an earlier incarnation. */
    private void loseTasksOf(int worker, int before, String reason) {
        List.copyOf(places.entrySet()).forEach(entry -> {
            Placed placed = entry.getValue();
            if (placed.location().worker() == worker && placed.location().incarnation() < before) {
                job().failed(entry.getKey(), placed.attempt(), reason, false, world.nowNanos());
            }
        });
    }
}

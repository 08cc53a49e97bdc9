package dev.levada.testkit.world;

import dev.levada.cluster.coordinator.Fenced;
import dev.levada.core.channel.Frame;
import dev.levada.core.channel.RemoteInput;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.task.Task;
import dev.levada.core.task.TaskFactory;
import dev.levada.core.task.TaskListener;
import dev.levada.testkit.sample.InjectedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One attempt at a task in its worker: gives the task its turns, and stands between it and everybody else. */
final class Attempt implements TaskListener {
    private static final long MICRO = 1_000;
    private static final long IDLE_NANOS = 20_000_000;
    private static final long START_MILLIS = 1_700_000_000_000L;
    private static final int MAX_TURN_RECORDS = 64;

    final Worker host;
    final World world;
    final TaskId id;
    final long number;
    private final Map<ChannelId, InputLink> inputs = new LinkedHashMap<>();
    private final Map<ChannelId, OutputLink> outputs = new LinkedHashMap<>();
    private final Snapshots snapshots;
    private final Task task;
    private final Roster roster;
    private long turnNanos = -1;
    private boolean over;
    private long answeredRound;
    private @Nullable Fenced answer;

    Attempt(Worker host, TaskId id, TaskStart start, Roster roster) {
        this.host = host;
        this.world = host.world;
        this.id = id;
        this.number = start.attempt();
        this.roster = roster;
        this.snapshots = new Snapshots(this);
        AttemptWiring wiring = new AttemptWiring(this, start, roster);
        inputs.putAll(wiring.inputs());
        outputs.putAll(wiring.outputs());
        this.task = TaskFactory.build(world.plan(), id, start, wiring);
    }

    /** Opens the task and asks for its inputs; whether it runs. */
    boolean open() {
        guarded(task::open);
        if (!over) {
            roster.gone().forEach(this::goOnWithout);
            inputs.values().forEach(this::connectInput);
            wake();
        }
        return !over;
    }

    boolean isOver() {
        return over;
    }

    Task task() {
        return task;
    }

    void guarded(Runnable deed) {
        if (over) {
            return;
        }
        try {
            deed.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(RuntimeException failure) {
        if (InjectedException.caused(failure)) {
            world.sometimes("a task failed by itself");
        } else {
            world.violated("task %s, attempt %d, failed: %s".formatted(id, number, World.trail(failure)));
        }
        end();
        host.reportFailure(id, number, true);
    }

    /** A fault takes it. */
    void crash() {
        end();
        host.reportFailure(id, number, false);
    }

    /** The process is gone. */
    void vanish() {
        over = true;
        connections().forEach(Connection::breakDown);
    }

    /** It is not wanted any more. */
    void end() {
        if (over) {
            return;
        }
        over = true;
        connections().forEach(Connection::breakDown);
        try {
            task.retire();
            task.close();
        } catch (RuntimeException e) {
            if (!InjectedException.caused(e)) {
                world.violated("task %s, attempt %d, cannot be closed: %s".formatted(id, number, World.trail(e)));
            }
        }
        host.forgetReports(id, number);
    }

    List<Connection> connections() {
        List<Connection> all = new ArrayList<>();
        inputs.values().forEach(link -> add(link.connection, all));
        outputs.values().forEach(link -> add(link.connection, all));
        return all;
    }

    private static void add(@Nullable Connection connection, List<Connection> all) {
        if (connection != null) {
            all.add(connection);
        }
    }

    // Turns

    void wake() {
        turnAt(world.nowNanos() + MICRO * (1 + world.pace().below(20)) * host.slowness());
    }

    private void turnAt(long nanos) {
        if (!over && (turnNanos < 0 || nanos < turnNanos)) {
            turnNanos = nanos;
            world.onNode(host, nanos - world.nowNanos(), "turn", () -> turn(nanos));
        }
    }

    private void turn(long due) {
        if (over || turnNanos != due) {
            return; // an earlier turn has been scheduled since
        }
        turnNanos = -1;
        long now = world.nowNanos();
        int[] done = {0};
        guarded(() ->
                done[0] = task.turn(1 + world.pace().below(MAX_TURN_RECORDS), now, START_MILLIS + now / 1_000_000));
        if (over) {
            return;
        }
        world.noteTurn(done[0]);
        reportArrivals();
        long busy = host.takeDelay() + (long) done[0] * world.pace().below(5_000) * host.slowness();
        turnAt(now + busy + (done[0] > 0 ? MICRO : idleNanos(now)));
    }

    private long idleNanos(long now) {
        long wake = task.wakeNanos();
        if (wake == 0) {
            return IDLE_NANOS;
        }
        return wake > now ? Math.min(wake - now, IDLE_NANOS) : 200 * MICRO;
    }

    // Channels

    /** Asks the producer for a connection; again with the same number if it does not answer. */
    void askAgain() {
        for (InputLink link : inputs.values()) {
            if (link.attached && link.connection == null && link.number > 0) {
                ask(link);
            }
        }
    }

    private void connectInput(InputLink link) {
        if (!link.attached || link.producerPlace == null) {
            return;
        }
        link.number++;
        link.askedNext = world.doors().wanted(link.input.next(), link.number > 1);
        link.askedGranted = link.input.open();
        ask(link);
    }

    private void ask(InputLink link) {
        Location place = link.producerPlace;
        if (place == null) {
            return;
        }
        Worker producer = world.worker(place.worker());
        Asked asked = new Asked(
                link.channel, link.producerAttempt, number, link.number, link.askedNext, link.askedGranted, host);
        world.network().send(host, producer, "open", () -> producer.asked(asked));
    }

    /** A consumer's wish for a connection. */
    record Asked(
            ChannelId channel,
            long producerAttempt,
            long consumerAttempt,
            int number,
            long next,
            long granted,
            Worker consumer) {}

    void asked(Asked asked) {
        OutputLink link = output(asked.channel());
        if (asked.consumerAttempt() != link.consumerAttempt && !world.doors().acceptsAnyAttempt()) {
            world.sometimes("a connection refused to a void attempt");
            return;
        }
        if (asked.number() <= link.number) {
            return; // late, or twice
        }
        link.leave();
        link.number = asked.number();
        Connection connection = Connection.open(
                world, asked.channel(), number, asked.consumerAttempt(), asked.number(), host, asked.consumer());
        link.connection = connection;
        link.output = new RemoteOutput(asked.channel(), number, asked.granted(), connection::frame);
        connection.begun();
        guarded(() -> task.connect(link.output, asked.next()));
        wake();
    }

    void opened(Connection connection) {
        InputLink link = input(connection.channel());
        if (isFor(connection, link)) {
            link.connection = connection;
            link.reportedNext = 0;
            if (link.acknowledged > 0) {
                sendAcknowledgement(link, connection);
            }
            wake();
        }
    }

    private static boolean isFor(Connection connection, InputLink link) {
        return link.attached
                && link.number == connection.number()
                && link.producerAttempt == connection.producerAttempt();
    }

    void frame(Connection connection, Frame frame) {
        InputLink link = input(connection.channel());
        if (!isFor(connection, link) && frame.attempt() == link.producerAttempt) {
            return; // of an older connection to the same attempt
        }
        if (!link.attached) {
            world.sometimes("a zombie's frame refused");
            return;
        }
        long refused = link.input.refused();
        long duplicates = link.input.duplicates();
        link.input.accept(world.doors().frame(frame, link.producerAttempt));
        world.sometimes("a zombie's frame refused", link.input.refused() - refused);
        world.sometimes("a duplicate dropped on arrival", link.input.duplicates() - duplicates);
        wake();
    }

    private void reportArrivals() {
        for (InputLink link : inputs.values()) {
            Connection connection = link.connection;
            if (connection != null
                    && (link.input.next() != link.reportedNext || link.input.granted() != link.reportedGranted)) {
                link.reportedNext = link.input.next();
                link.reportedGranted = link.input.granted();
                connection.report(link.reportedNext - 1, link.reportedGranted);
            }
        }
    }

    void report(Connection connection, long arrived, long granted) {
        OutputLink link = output(connection.channel());
        if (link.connection == connection) {
            link.output.report(arrived, granted);
            wake();
        }
    }

    void brokenInput(Connection connection) {
        InputLink link = input(connection.channel());
        if (isFor(connection, link)) {
            link.connection = null;
            world.sometimes("an input connected again");
            connectInput(link);
        }
    }

    void brokenOutput(Connection connection) {
        OutputLink link = output(connection.channel());
        if (link.connection == connection) {
            link.leave();
        }
    }

    private InputLink input(ChannelId channel) {
        InputLink link = inputs.get(channel);
        if (link == null) {
            throw new IllegalStateException("no input %s".formatted(channel));
        }
        return link;
    }

    private OutputLink output(ChannelId channel) {
        OutputLink link = outputs.get(channel);
        if (link == null) {
            throw new IllegalStateException("no output %s".formatted(channel));
        }
        return link;
    }

    // What the coordinator asks for

    /** Leaves the attempts that are about to be replaced; null if that was done for a later recovery. */
    @Nullable
    Fenced fence(long fenceRound, Set<TaskId> replaced) {
        if (fenceRound < answeredRound) {
            return null;
        }
        if (fenceRound > answeredRound) {
            answeredRound = fenceRound;
            answer = world.doors().disconnects()
                    ? leave(fenceRound, replaced)
                    : new Fenced(new LinkedHashMap<>(), List.of());
        }
        return answer;
    }

    private @Nullable Fenced leave(long fenceRound, Set<TaskId> replaced) {
        Map<ChannelId, Long> arrived = new LinkedHashMap<>();
        guarded(() -> arrived.putAll(task.disconnect(replaced::contains)));
        if (over) {
            return null;
        }
        List<ChannelId> ended = new ArrayList<>();
        for (InputLink link : inputs.values()) {
            if (replaced.contains(link.channel.producer())) {
                link.detach();
                link.fencedRound = fenceRound;
                if (link.ended) {
                    ended.add(link.channel);
                }
            }
        }
        outputs.forEach((channel, link) -> {
            if (replaced.contains(channel.consumer())) {
                link.expect(0);
                link.fencedRound = fenceRound;
            }
        });
        return world.doors().fenced(new Fenced(arrived, ended));
    }

    /** A peer has a new attempt. */
    void connect(ChannelId channel, long connectRound, Roster roster) {
        boolean consumes = channel.consumer().equals(id);
        if (consumes) {
            InputLink link = input(channel);
            long attempt = roster.attempt(channel.producer());
            if (connectRound >= link.fencedRound && link.producerAttempt < attempt) {
                long arrived = link.input.next() - 1;
                RemoteInput fresh = new RemoteInput(
                        channel, attempt, arrived, world.profile().capacity());
                link.attach(fresh, attempt, roster.place(channel.producer()));
                guarded(() -> task.connect(fresh));
                connectInput(link);
            }
        } else {
            OutputLink link = output(channel);
            long attempt = roster.attempt(channel.consumer());
            if (connectRound >= link.fencedRound && link.consumerAttempt < attempt) {
                link.expect(attempt);
            }
        }
        wake();
    }

    void goOnWithout(TaskId gone, long last) {
        for (InputLink link : inputs.values()) {
            if (link.channel.producer().equals(gone) && link.producerAttempt <= last && !link.input.producerLost()) {
                if (!link.attached) {
                    link.attached = true;
                    guarded(() -> task.connect(link.input));
                }
                link.producerPlace = null;
                link.leave();
                link.input.lose();
            }
        }
        outputs.forEach((channel, link) -> {
            if (channel.consumer().equals(gone) && link.consumerAttempt <= last && !link.output.consumerLost()) {
                link.leave();
                link.consumerAttempt = 0;
                RemoteOutput lost = new RemoteOutput(channel, number, 0, frame -> {});
                lost.loseConsumer();
                link.output = lost;
                guarded(() -> task.connect(lost, Long.MAX_VALUE));
            }
        });
        wake();
    }

    /** How things stand, for people. */
    String describe() {
        StringBuilder text = new StringBuilder("%s#%d %s".formatted(id, number, task.state()));
        for (InputLink link : inputs.values()) {
            text.append("; from %s#%d %s"
                    .formatted(
                            link.channel.producer(),
                            link.producerAttempt,
                            link.connection != null ? "at " + link.input.next() : link.attached ? "asking" : "left"));
        }
        outputs.forEach((channel, link) -> text.append("; to %s#%d %s"
                .formatted(
                        channel.consumer(),
                        link.consumerAttempt,
                        link.connection != null ? "at " + link.output.accepted() : "waiting")));
        return text.toString();
    }

    void tell(Runnable deed) {
        guarded(deed);
        wake();
    }

    // What the task says

    @Override
    public void snapshot(TaskSnapshot snapshot) {
        snapshots.add(snapshot);
    }

    @Override
    public void committed(long epoch) {
        CoordinatorNode coordinator = world.coordinator();
        world.network().send(host, coordinator, "committed", () -> coordinator.committed(id, number, epoch));
    }

    @Override
    public void done() {
        host.report("done", id, number, coordinator -> coordinator.done(id, number));
    }

    @Override
    public void acknowledge(ChannelId channel, long upTo) {
        InputLink link = input(channel);
        link.acknowledged = Math.max(link.acknowledged, upTo);
        if (link.connection != null) {
            sendAcknowledgement(link, link.connection);
        }
    }

    private static void sendAcknowledgement(InputLink link, Connection connection) {
        long upTo = link.acknowledged;
        connection.backward().send("acknowledge", () -> connection.producer().acknowledged(connection, upTo));
    }

    void acknowledged(Connection connection, long upTo) {
        if (output(connection.channel()).connection == connection
                || world.doors().acceptsAnyAttempt()) {
            tell(() -> task.acknowledged(connection.channel(), upTo));
        }
    }

    @Override
    public boolean record(SourcePositions positions) {
        host.reportPositions(id, number, positions);
        return false;
    }
}

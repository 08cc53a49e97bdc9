package dev.levada.cluster.worker;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Roster;
import dev.levada.cluster.coordinator.Fenced;
import dev.levada.core.channel.Frame;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.channel.RemoteInput;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.TaskStart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The channels of one attempt, each with the attempt at its other end and the connection that carries it now.
 *
 * <p>A consumer asks its producer's worker for a connection, and says from which number on. Whatever breaks, it asks
 * again for what has not arrived; only a connection to the attempt that counts is granted or taken.
 */
final class Links {
    private final Attempt attempt;
    private final Surroundings surroundings;
    private final Map<ChannelId, InputLink> inputs = new LinkedHashMap<>();
    private final Map<ChannelId, OutputLink> outputs = new LinkedHashMap<>();
    private volatile boolean asking;

    Links(Attempt attempt, JobPlan plan, TaskStart start, Roster roster, Surroundings surroundings) {
        this.attempt = attempt;
        this.surroundings = surroundings;
        TaskId id = attempt.id();
        for (JobPlan.Edge edge : plan.edgesInto(id.chain())) {
            for (ChannelId channel : plan.channelsInto(id, edge)) {
                inputs.put(channel, input(channel, start, roster));
            }
        }
        for (JobPlan.Edge edge : plan.edgesFrom(id.chain())) {
            for (ChannelId channel : plan.channelsFrom(id, edge)) {
                outputs.put(channel, new OutputLink(channel, unconnected(channel), roster.attempt(channel.consumer())));
            }
        }
    }

    private InputLink input(ChannelId channel, TaskStart start, Roster roster) {
        TaskId producer = channel.producer();
        long arrived = start.inputs().getOrDefault(channel, 1L) - 1;
        RemoteInput input = new RemoteInput(channel, roster.attempt(producer), arrived, surroundings.capacity());
        return new InputLink(
                channel, input, roster.attempt(producer), roster.places().get(producer));
    }

    private RemoteOutput unconnected(ChannelId channel) {
        return new RemoteOutput(channel, attempt.number(), 0, surroundings.budgetBytes(), frame -> 0);
    }

    InputChannel source(ChannelId channel) {
        return input(channel).source();
    }

    OutputChannel target(ChannelId channel) {
        return output(channel).target();
    }

    /** What a task takes elements from whose inputs are connected here for the first time. */
    List<InputChannel> inputs() {
        return inputs.values().stream().map(InputLink::source).toList();
    }

    private InputLink input(ChannelId channel) {
        InputLink link = inputs.get(channel);
        if (link == null) {
            throw new IllegalStateException("%s has no input %s".formatted(attempt.id(), channel));
        }
        return link;
    }

    private OutputLink output(ChannelId channel) {
        OutputLink link = outputs.get(channel);
        if (link == null) {
            throw new IllegalStateException("%s has no output %s".formatted(attempt.id(), channel));
        }
        return link;
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

    /** Whether tasks of the same process have channels in common with it. */
    boolean areShared() {
        return inputs.values().stream().anyMatch(InputLink::isLocal)
                || outputs.values().stream().anyMatch(OutputLink::isLocal);
    }

    void breakDown() {
        connections().forEach(Connection::breakDown);
    }

    // As a consumer

    /** @param arrived up to which number nothing need be sent */
    void connectInputs(Map<ChannelId, Long> arrived) {
        for (InputLink link : inputs.values()) {
            link.input.skip(arrived.getOrDefault(link.channel, 0L));
            connect(link);
        }
    }

    private void connect(InputLink link) {
        if (!link.attached || link.producerPlace == null) {
            return;
        }
        link.number++;
        link.askedNext = link.input.next();
        link.askedGranted = link.input.open();
        ask(link);
    }

    /** With the same number as before. */
    void askAgain() {
        asking = false;
        for (InputLink link : inputs.values()) {
            if (link.attached && link.connection == null && link.number > 0) {
                ask(link);
            }
        }
    }

    /** Whether a connection was asked for since {@link #askAgain} began. Any thread. */
    boolean isAsking() {
        return asking;
    }

    private void ask(InputLink link) {
        Location place = link.producerPlace;
        if (place != null) {
            asking = true;
            surroundings.ask(
                    place,
                    new OpenRequest(
                            link.channel,
                            link.producerAttempt,
                            attempt.number(),
                            link.number,
                            link.askedNext,
                            link.askedGranted,
                            surroundings.here()));
        }
    }

    /** Whether it is one that was waited for. */
    boolean opened(Connection connection) {
        InputLink link = input(connection.request().channel());
        if (!link.isFor(connection.request())) {
            return false;
        }
        link.connection = connection;
        link.attachments = surroundings.attachments(connection);
        link.reportedNext = 0;
        InputChannel local = connection.input();
        if (local != null) {
            attempt.guarded(() -> attempt.task().connect(local));
        }
        if (link.acknowledged > 0) {
            connection.acknowledge(link.acknowledged);
        }
        return true;
    }

    /** Whether there may be something to take now. */
    boolean frame(Connection connection, Frame frame) {
        InputLink link = input(connection.request().channel());
        if (!link.isFor(connection.request()) && frame.attempt() == link.producerAttempt) {
            return false; // of an older connection to the same attempt
        }
        if (!link.attached) {
            surroundings.noticed(Notice.VOID_FRAME_REFUSED);
            return false;
        }
        // Before anything here depends on it
        if (frame.attempt() == link.producerAttempt && !link.attachments.test(frame.attached())) {
            surroundings.noticed(Notice.BEYOND_LINE_REFUSED);
            return false;
        }
        long refused = link.input.refused();
        long duplicates = link.input.duplicates();
        link.input.accept(frame);
        if (link.input.refused() > refused) {
            surroundings.noticed(Notice.VOID_FRAME_REFUSED);
        }
        if (link.input.duplicates() > duplicates) {
            surroundings.noticed(Notice.DUPLICATE_DROPPED);
        }
        return true;
    }

    void reportArrivals() {
        for (InputLink link : inputs.values()) {
            Connection connection = link.connection;
            if (connection != null
                    && !link.isLocal()
                    && (link.input.next() != link.reportedNext || link.input.granted() != link.reportedGranted)) {
                link.reportedNext = link.input.next();
                link.reportedGranted = link.input.granted();
                connection.report(link.reportedNext - 1, link.reportedGranted);
            }
        }
    }

    void acknowledge(ChannelId channel, long upTo) {
        InputLink link = input(channel);
        link.acknowledged = Math.max(link.acknowledged, upTo);
        if (link.connection != null) {
            link.connection.acknowledge(link.acknowledged);
        }
    }

    long wantedAttempt(ChannelId channel) {
        return input(channel).producerAttempt;
    }

    // As a producer

    /** Whether it was granted. */
    boolean asked(OpenRequest request) {
        OutputLink link = output(request.channel());
        if (request.consumerAttempt() != link.consumerAttempt) {
            surroundings.noticed(Notice.VOID_ATTEMPT_REFUSED);
            return false;
        }
        if (request.number() <= link.number) {
            return false; // late, or twice
        }
        link.leave();
        link.number = request.number();
        Connection connection = surroundings.accept(request);
        link.connection = connection;
        if (!link.isLocal()) {
            link.output = new RemoteOutput(
                    request.channel(),
                    attempt.number(),
                    request.granted(),
                    surroundings.budgetBytes(),
                    surroundings.wire(connection));
        }
        boolean together = link.isLocal() && attempt.goesTogether(request);
        attempt.guarded(() -> attempt.task().connect(link.target(), request.next(), together));
        return true;
    }

    /** Whether it is one that counts. */
    boolean report(Connection connection, long arrived, long granted) {
        OutputLink link = output(connection.request().channel());
        if (link.connection != connection) {
            return false;
        }
        link.output.report(arrived, granted);
        return true;
    }

    boolean isCurrent(Connection output) {
        return output(output.request().channel()).connection == output;
    }

    long expectedAttempt(ChannelId channel) {
        return output(channel).consumerAttempt;
    }

    // What breaks, and what follows

    void broken(Connection connection) {
        InputLink input = inputs.get(connection.request().channel());
        if (input != null && input.isFor(connection.request())) {
            input.connection = null;
            surroundings.noticed(Notice.CONNECTED_AGAIN);
            connect(input);
        }
        OutputLink output = outputs.get(connection.request().channel());
        if (output != null && output.connection == connection) {
            output.leave();
            ChannelId away = output.channel;
            attempt.guarded(() -> attempt.task().disconnect(away));
        }
    }

    /** Leaves the attempts that are about to be replaced. */
    Fenced leave(long round, Set<TaskId> replaced) {
        Map<ChannelId, Long> arrived = attempt.task().disconnect(replaced::contains);
        List<ChannelId> ended = attempt.task().arrivedEnds().stream()
                .filter(arrived::containsKey)
                .toList();
        for (InputLink link : inputs.values()) {
            if (replaced.contains(link.channel.producer())) {
                link.arrived = arrived.getOrDefault(link.channel, 0L);
                link.detach();
                link.fencedRound = round;
            }
        }
        for (OutputLink link : outputs.values()) {
            if (replaced.contains(link.channel.consumer())) {
                link.expect(0);
                link.fencedRound = round;
            }
        }
        return new Fenced(arrived, ended);
    }

    /** A peer has a new attempt. */
    void connect(ChannelId channel, long round, Roster roster) {
        if (channel.consumer().equals(attempt.id())) {
            InputLink link = input(channel);
            long producer = roster.attempt(channel.producer());
            if (round >= link.fencedRound && link.producerAttempt < producer) {
                RemoteInput fresh = new RemoteInput(channel, producer, link.arrived, surroundings.capacity());
                link.attach(fresh, producer, roster.place(channel.producer()));
                attempt.guarded(() -> attempt.task().connect(fresh));
                connect(link);
            }
        } else {
            OutputLink link = output(channel);
            long consumer = roster.attempt(channel.consumer());
            if (round >= link.fencedRound && link.consumerAttempt < consumer) {
                link.expect(consumer);
            }
        }
    }

    /** A peer will not be replaced. */
    void goOnWithout(TaskId gone, long last) {
        for (InputLink link : inputs.values()) {
            if (link.channel.producer().equals(gone) && link.producerAttempt <= last && !link.input.producerLost()) {
                loseProducer(link);
            }
        }
        for (OutputLink link : outputs.values()) {
            if (link.channel.consumer().equals(gone) && link.consumerAttempt <= last && !link.output.consumerLost()) {
                loseConsumer(link);
            }
        }
    }

    private void loseProducer(InputLink link) {
        link.producerPlace = null;
        link.input.lose();
        if (link.isLocal()) {
            return; // the producer's own end says so, behind what it has handed over
        }
        if (!link.attached) {
            link.attached = true;
            attempt.guarded(() -> attempt.task().connect(link.input));
        }
        link.leave();
    }

    private void loseConsumer(OutputLink link) {
        InputChannel left = link.connection == null ? null : link.connection.input();
        if (left != null) { // what the consumer did not even begin to take, it has not counted, either
            attempt.lost(left);
        }
        link.leave();
        link.consumerAttempt = 0;
        RemoteOutput lost = unconnected(link.channel);
        lost.loseConsumer();
        link.output = lost;
        attempt.guarded(() -> attempt.task().connect(lost, attempt.firstForOthers(), false));
    }

    /** How things stand, for people. */
    String describe() {
        StringBuilder text = new StringBuilder();
        inputs.values().forEach(link -> text.append(link.describe()));
        outputs.values().forEach(link -> text.append(link.describe()));
        return text.toString();
    }
}

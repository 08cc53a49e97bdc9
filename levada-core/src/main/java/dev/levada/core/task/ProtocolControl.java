package dev.levada.core.task;

import dev.levada.core.channel.OutputGate;
import dev.levada.core.channel.Unreleased;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.LogControl;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.snapshot.OperatorSnapshot;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.TaskStart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a protocol can make one attempt at a task do. Confined to the task. */
final class ProtocolControl implements TaskControl {
    private final TaskId id;
    private final TaskStart start;
    private final TaskInput input;
    private final List<Station> stations;
    private final OutputGate output;
    private final Services services;
    private final TaskListener listener;
    private final Supplier<TaskState> state;
    private final LongSupplier attempt;
    private final @Nullable TaskLog log;
    private final ImmediateSinks immediate;
    private final Predicate<ChannelId> back;
    private long completeEpoch;
    private long currentEpoch;

    ProtocolControl(
            TaskId id,
            TaskStart start,
            TaskInput input,
            List<Station> stations,
            OutputGate output,
            Services services,
            TaskListener listener,
            Supplier<TaskState> state,
            LongSupplier attempt,
            @Nullable TaskLog log,
            ImmediateSinks immediate,
            Predicate<ChannelId> back) {
        this.id = id;
        this.start = start;
        this.input = input;
        this.stations = stations;
        this.output = output;
        this.services = services;
        this.listener = listener;
        this.state = state;
        this.attempt = attempt;
        this.completeEpoch = start.epoch();
        this.currentEpoch = start.epoch();
        this.log = log;
        this.immediate = immediate;
        this.back = back;
    }

    @Override
    public long startEpoch() {
        return start.epoch();
    }

    @Override
    public long startWindow() {
        return start.window().number();
    }

    @Override
    public long attempt() {
        return attempt.getAsLong();
    }

    @Override
    public List<ChannelId> openInputs() {
        return input.channels().openIds().stream().filter(back.negate()).toList();
    }

    @Override
    public List<ChannelId> outputs() {
        return output.channels();
    }

    @Override
    public long[] tails() {
        return output.tails();
    }

    @Override
    public Map<ChannelId, Long> nextSequences() {
        return input.channels().nextSequences();
    }

    @Override
    public boolean beginsEpochs() {
        boolean waitsForLoop =
                !input.channels().openIds().isEmpty() && openInputs().isEmpty();
        return (input instanceof SourceInput || waitsForLoop) && state.get() == TaskState.RUNNING;
    }

    @Override
    public boolean hasFinished() {
        return state.get() == TaskState.FINISHED;
    }

    @Override
    public void block() {
        input.keepBlocked();
    }

    @Override
    public void unblock() {
        input.unblock();
    }

    @Override
    public void unblock(ChannelId channel) {
        input.unblock(channel);
    }

    @Override
    public LogControl log() {
        if (log == null) {
            throw new IllegalStateException("what task %s chooses is not logged".formatted(id));
        }
        return log;
    }

    @Override
    public void done() {
        listener.done();
    }

    @Override
    public void cut(long epoch, boolean holdsSent) {
        output.flush();
        List<OperatorSnapshot> operators =
                stations.stream().map(station -> station.snapshot(epoch)).toList();
        TaskSnapshot snapshot = snapshot(epoch, 0, operators, sent(holdsSent));
        immediate.ended(epoch);
        begin(epoch);
        listener.snapshot(snapshot);
    }

    @Override
    public boolean endWindow(long number) {
        output.flush();
        listener.snapshot(snapshot(
                currentEpoch, number, stations.stream().map(Station::window).toList(), sent(true)));
        return true;
    }

    private TaskSnapshot snapshot(
            long epoch,
            long window,
            List<OperatorSnapshot> operators,
            Optional<Map<ChannelId, Unreleased>> sentBefore) {
        Map<ChannelId, Long> sent = new LinkedHashMap<>();
        long[] tails = output.tails();
        List<ChannelId> channels = output.channels();
        for (int i = 0; i < tails.length; i++) {
            sent.put(channels.get(i), tails[i]);
        }
        return new TaskSnapshot(
                id,
                attempt.getAsLong(),
                epoch,
                window,
                completeEpoch,
                state.get() == TaskState.FINISHED,
                input.channels().nextSequences(),
                input.channels().endedIds(),
                sent,
                services.externalCalls(),
                input.positions(),
                operators,
                sentBefore,
                input.loop(),
                input.watermarks());
    }

    /**
     * What a loop brings back its head takes after it has ended an epoch, and before this task has; and behind a gate
     * it waits for the epoch to be complete.
     */
    private Optional<Map<ChannelId, Unreleased>> sent(boolean all) {
        Predicate<ChannelId> held = channel -> all || back.test(channel) || output.isHeldBack(channel);
        return all || output.channels().stream().anyMatch(held)
                ? Optional.of(output.unreleased(held))
                : Optional.empty();
    }

    @Override
    public void pass(long epoch) {
        begin(epoch);
    }

    private void begin(long epoch) {
        currentEpoch = epoch;
        output.barrier(epoch);
        input.takeFairly(false);
    }

    @Override
    public void commit(long epoch) {
        if (epoch > completeEpoch) { // what comes late is complete already
            stations.forEach(station -> station.complete(epoch));
            completeEpoch = epoch;
            immediate.over(epoch);
            immediate.record();
        }
        listener.committed(epoch);
    }

    @Override
    public List<SourcePositions.Shown> prepareAlone(long number) {
        return stations.stream()
                .flatMap(station -> station.prepareAlone(number).stream()
                        .map(each ->
                                new SourcePositions.Shown(station.counters().operator(), each.epoch(), each.handle())))
                .toList();
    }

    @Override
    public void commitAlone(long number) {
        stations.forEach(station -> station.complete(number));
    }

    @Override
    public void open(long upTo) {
        output.stable(upTo);
    }

    @Override
    public boolean holdsAllSent() {
        return output.holdsAllSent();
    }

    @Override
    public void release(ChannelId channel, long upTo) {
        output.release(channel, upTo);
    }

    @Override
    public void acknowledge(ChannelId channel, long upTo) {
        listener.acknowledge(channel, upTo);
    }

    @Override
    public SourcePositions positions() {
        return input.positions();
    }

    @Override
    public boolean record(SourcePositions positions) {
        return listener.record(positions);
    }
}

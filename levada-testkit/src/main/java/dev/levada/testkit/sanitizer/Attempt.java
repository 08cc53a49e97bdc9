package dev.levada.testkit.sanitizer;

import dev.levada.api.recovery.Recovery;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.codec.Codecs;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.state.StateView;
import dev.levada.core.task.LatencyListener;
import dev.levada.core.task.Task;
import dev.levada.core.task.TaskFactory;
import dev.levada.core.task.TaskListener;
import dev.levada.core.task.TaskState;
import dev.levada.core.task.Wiring;
import dev.levada.recovery.Protocols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt at the task of an operator, alone with its input, under a protocol that logs what it chooses. */
final class Attempt implements Wiring, TaskListener {
    private static final int TURN_RECORDS = 64;
    private static final int MAX_IDLE_TURNS = 1_000;
    private static final long DAY_MILLIS = 86_400_000;

    private final JobPlan plan;
    private final TaskId id;
    private final long number;
    private final Feed feed;
    private final Codecs codecs;
    private final Task task;
    private final List<DeterminantSlice> log = new ArrayList<>();
    private final List<Long> unstable = new ArrayList<>();
    private final Map<Long, TaskSnapshot> snapshots = new LinkedHashMap<>();
    private final Map<Long, List<byte[]>> states = new LinkedHashMap<>();
    private @Nullable String failure;

    Attempt(JobPlan plan, TaskId id, TaskStart start, Feed feed, Codecs codecs) {
        this.plan = plan;
        this.id = id;
        this.number = start.attempt();
        this.feed = feed;
        this.codecs = codecs;
        this.task = TaskFactory.build(plan, id, start, this);
    }

    /** Runs to the end of the input, or to a failure. */
    void run() {
        try {
            task.open();
            turns();
        } catch (RuntimeException e) { // whatever it is, it must be the same again
            failure = String.valueOf(e.getMessage());
        } finally {
            close();
        }
    }

    private void turns() {
        int idle = 0;
        // Never the time of day of another attempt.
        long millis = number * DAY_MILLIS;
        for (long nanos = 1; task.state() == TaskState.RUNNING && idle < MAX_IDLE_TURNS; nanos++) {
            idle = task.turn(TURN_RECORDS, nanos, millis + nanos) > 0 ? 0 : idle + 1;
            List<Long> durable = List.copyOf(unstable);
            unstable.clear();
            durable.forEach(task::stable);
        }
        if (idle >= MAX_IDLE_TURNS) {
            failure = "it waits for what does not come";
        }
    }

    private void close() {
        try {
            task.close();
        } catch (RuntimeException e) {
            failure = failure == null ? String.valueOf(e.getMessage()) : failure;
        }
        snapshots.values().forEach(TaskSnapshot::release);
    }

    /** Why it ended early, if it did. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    List<DeterminantSlice> log() {
        return log;
    }

    /** The snapshot at the beginning of an epoch, if the attempt came that far. */
    Optional<TaskSnapshot> snapshot(long epoch) {
        return Optional.ofNullable(snapshots.get(epoch));
    }

    /** The operator's state in that snapshot, all of it; empty if it keeps none. */
    List<byte[]> state(long epoch) {
        return states.getOrDefault(epoch, List.of());
    }

    // What the task tells

    @Override
    public void snapshot(TaskSnapshot snapshot) {
        snapshots.put(snapshot.epoch(), snapshot);
        List<byte[]> blocks = new ArrayList<>();
        snapshot.operators().get(0).state().map(StateView::blocks).ifPresent(all -> all.forEachRemaining(blocks::add));
        states.put(snapshot.epoch(), blocks);
    }

    @Override
    public void log(DeterminantSlice slice, long position) {
        log.add(slice);
        unstable.add(position);
    }

    @Override
    public void committed(long epoch) {}

    @Override
    public void done() {}

    @Override
    public void acknowledge(ChannelId input, long upTo) {}

    @Override
    public boolean record(SourcePositions positions) {
        return true;
    }

    // What the task is built with

    @Override
    public InputChannel input(ChannelId channel) {
        return feed;
    }

    @Override
    public OutputChannel output(ChannelId channel) {
        return new Bottomless(channel);
    }

    @Override
    public List<String> splits(TaskId ofTask) {
        return List.of();
    }

    @Override
    public TaskRecovery recovery(TaskId ofTask) {
        return Protocols.of(Recovery.pessimistic(), true).forTask(plan, id);
    }

    @Override
    public TaskListener listener(TaskId ofTask) {
        return this;
    }

    @Override
    public LatencyListener latency(TaskId ofTask) {
        return (latencyNanos, records) -> {};
    }

    @Override
    public long seed(TaskId ofTask) {
        return number;
    }

    @Override
    public int batchSize() {
        return TURN_RECORDS;
    }

    @Override
    public Codecs codecs() {
        return codecs;
    }
}

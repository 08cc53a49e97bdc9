package dev.levada.cluster.replay;

import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.coordinator.Upstream;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.recovery.Protocols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One task of a job again, as it was recorded, up to where its log ends, or to the end of an epoch. What was on its way
 * to it is in nobody's store, so the tasks that made that do the same again, too: each by its own snapshot and log, up
 * to the sources.
 *
 * <p>Nothing of it is noticed outside: sinks write nothing, calls to the outside are answered from the log or not at
 * all, and what other tasks would take is dropped. In turns that never block; confined to one thread. An exception from
 * {@link #open} or {@link #turn} is of an operator, or says that one does something else than it did.
 */
public final class Replay {
    private final JobPlan plan;
    private final TaskId subject;
    private final Span span;
    private final boolean waits;
    private final RecordedStarts starts;
    private final Optional<ReachedState> end;
    private final Map<TaskId, TaskStart> begins = new LinkedHashMap<>();
    private final Map<ChannelId, Pipe> pipes = new LinkedHashMap<>();
    /** Producers before their consumers; the subject is the last. */
    private final Map<TaskId, ReplayedTask> tasks = new LinkedHashMap<>();

    private Replay(
            JobPlan plan, TaskId subject, Span span, boolean waits, RecordedStarts starts, Optional<ReachedState> end) {
        this.plan = plan;
        this.subject = subject;
        this.span = span;
        this.waits = waits;
        this.starts = starts;
        this.end = end;
    }

    /**
     * Reads what the tasks begin with, and builds them.
     *
     * @param plan of the job as it ran
     * @param subject the task to be watched
     * @param codecs read keys, values and what calls to the outside gave
     * @param listener hears what that task does
     * @throws GuaranteeException if the job's recovery does not record what would have to be done again
     * @throws BadInputException if there is no such task, or nothing that it could do
     * @throws IOException if what is stored cannot be read
     */
    public static Replay of(
            JobPlan plan,
            TaskId subject,
            Recording recording,
            ReplayRange range,
            SnapshotStorage storage,
            Codecs codecs,
            ReplayListener listener)
            throws IOException {
        RecoveryProtocol protocol = Protocols.of(plan, true);
        JobRecovery policy = protocol.forJob(plan);
        Span span = Span.of(recording, range);
        List<TaskId> again = withProducers(plan, subject);
        Requirements.checkTask(plan, subject, recording);
        RecordedStarts starts = new RecordedStarts(plan, recording, span, policy, storage);
        Requirements.check(recording, span, policy, starts, again);
        boolean waits = again.stream().noneMatch(task -> policy.kept(task).mayBeLost());
        Optional<ReachedState> end = span.to().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ReachedState(storage, starts.end(subject, span.to().getAsLong()), codecs));
        Replay replay = new Replay(plan, subject, span, waits, starts, end);
        replay.build(again, protocol, recording, codecs, listener);
        return replay;
    }

    private static List<TaskId> withProducers(JobPlan plan, TaskId subject) {
        List<TaskId> all = new ArrayList<>(new Upstream(plan).of(subject));
        all.add(subject);
        return all;
    }

    private void build(
            List<TaskId> all, RecoveryProtocol protocol, Recording recording, Codecs codecs, ReplayListener listener)
            throws IOException {
        all.stream().flatMap(this::inputs).forEach(channel -> pipes.put(channel, new Pipe(channel)));
        for (JobPlan.Chain chain : plan.chains()) {
            for (int index = 0; index < chain.parallelism(); index++) {
                TaskId task = chain.task(index);
                if (all.contains(task)) {
                    begins.put(task, starts.of(task, codecs));
                }
            }
        }
        begins.forEach((task, start) -> {
            boolean watched = task.equals(subject);
            ReplayListener hears = watched ? listener : new ReplayListener() {};
            ReplayWiring.Materials materials = new ReplayWiring.Materials(
                    WatchedOperators.in(plan, watched ? task.chain() : "", hears),
                    protocol,
                    pipes,
                    recording.begun().splits(),
                    codecs,
                    hears);
            tasks.put(
                    task,
                    new ReplayedTask(task, start, materials, this::acknowledged, watched ? end : Optional.empty()));
        });
    }

    private Stream<ChannelId> inputs(TaskId task) {
        return plan.edgesInto(task.chain()).stream().flatMap(edge -> plan.channelsInto(task, edge).stream());
    }

    private void acknowledged(ChannelId channel, long upTo) {
        ReplayedTask producer = tasks.get(channel.producer());
        if (producer != null) {
            producer.task().acknowledged(channel, upTo);
        }
    }

    /** Opens the tasks; they do nothing with records yet. */
    public void open() {
        tasks.forEach((task, replayed) -> replayed.open(pipes.values().stream()
                .filter(pipe -> pipe.id().producer().equals(task))
                .map(pipe -> new ReplayedTask.WantedFrom(pipe, firstWanted(pipe.id())))));
    }

    private long firstWanted(ChannelId channel) {
        ReplayedTask consumer = tasks.get(channel.consumer());
        return consumer == null ? 1 : consumer.task().arrived().getOrDefault(channel, 0L) + 1;
    }

    /**
     * Gives each task a turn, consumers first: so no more is on the way than has to be.
     *
     * @param maxRecords how many each of them handles at most
     * @param nowNanos monotonic time
     * @param nowMillis the time of day; nobody is told
     * @return how much was done; 0 tells the caller that it may idle
     */
    public int turn(int maxRecords, long nowNanos, long nowMillis) {
        List<TaskId> consumersFirst = new ArrayList<>(tasks.keySet());
        Collections.reverse(consumersFirst);
        int done = 0;
        for (TaskId task : consumersFirst) {
            boolean moreMayCome = inputs(task)
                    .anyMatch(channel -> !replayed(channel.producer()).isOver());
            done += replayed(task).turn(maxRecords, nowNanos, nowMillis, moreMayCome);
        }
        return done;
    }

    private ReplayedTask replayed(TaskId task) {
        ReplayedTask replayed = tasks.get(task);
        if (replayed == null) {
            throw new IllegalStateException("task %s is not part of the replay of %s".formatted(task, subject));
        }
        return replayed;
    }

    /** Whether the subject has done all that is known of it. */
    public boolean isOver() {
        return replayed(subject).isOver();
    }

    /** Whether more may come although nothing is at hand: a source has not given all that it gave. */
    public boolean waitsForSources() {
        return tasks.entrySet().stream()
                .anyMatch(each -> inputs(each.getKey()).findAny().isEmpty()
                        && !each.getValue().isOver());
    }

    /** Whether a source has nothing before a certain time, in monotonic time, and which; 0 if not known. */
    public long wakeNanos() {
        long first = 0;
        for (ReplayedTask each : tasks.values()) {
            long wake = each.isOver() ? 0 : each.task().wakeNanos();
            first = first == 0 || (wake != 0 && wake - first < 0) ? wake : first;
        }
        return first;
    }

    /** The epoch before which it is to end; empty if it ends with the logs. */
    public OptionalLong to() {
        return span.to();
    }

    /**
     * In what the state that the subject has reached differs from what it had stored there, a sentence each; empty if
     * it was not to end before an epoch, or has not come so far.
     */
    public Optional<List<String>> differences() {
        return end.filter(ReachedState::isReached).map(ReachedState::differences);
    }

    /**
     * Whether nothing left a task before its log was durable. Where that is not so, a log may go on where that of a
     * task upstream has ended, if all were killed.
     */
    public boolean logsWait() {
        return waits;
    }

    /** The epoch with which the subject begins. */
    public long epoch() {
        return begin().epoch();
    }

    /** The tasks that take part, producers before their consumers; the subject is the last. */
    public List<TaskId> tasks() {
        return List.copyOf(tasks.keySet());
    }

    /** Whether the subject logs what it chooses; otherwise all that it does follows from its input. */
    public boolean logs() {
        return replayed(subject).logs();
    }

    /** How many elements, or records of a source, the subject's log says that it took; 0 if it logs nothing. */
    public long toReplay() {
        return replayed(subject).task().toReplay();
    }

    /** How many of them it has taken again. */
    public long replayed() {
        return replayed(subject).task().replayed();
    }

    /** For each output of the subject, the first number that is given again. */
    public Map<ChannelId, Long> outputs() {
        Map<ChannelId, Long> outputs = new LinkedHashMap<>();
        for (JobPlan.Edge edge : plan.edgesFrom(subject.chain())) {
            for (ChannelId channel : plan.channelsFrom(subject, edge)) {
                outputs.put(channel, begin().outputs().getOrDefault(channel, 1L));
            }
        }
        return outputs;
    }

    /**
     * Up to which numbers the subject's output is known to have left it, because the logs of those who took it say so.
     * Outputs of which nothing is known are not named.
     */
    public Map<ChannelId, Long> knownToHaveLeft() throws IOException {
        Map<ChannelId, Long> known = new LinkedHashMap<>();
        for (ChannelId channel : outputs().keySet()) {
            Long taken = TakenNumbers.in(starts.log(channel.consumer()), plan, channel.consumer(), span.to())
                    .get(channel);
            if (taken != null) {
                known.put(channel, taken);
            }
        }
        return known;
    }

    private TaskStart begin() {
        TaskStart start = begins.get(subject);
        if (start == null) {
            throw new IllegalStateException("task %s is not part of its own replay".formatted(subject));
        }
        return start;
    }

    /** Releases what operators and sources hold. */
    public void close() {
        tasks.values().forEach(ReplayedTask::close);
    }
}

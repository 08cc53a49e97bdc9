package dev.levada.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.api.state.CounterState;
import dev.levada.cluster.planner.JobSettings;
import dev.levada.cluster.planner.Planner;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.codec.Codecs;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.LogEndedError;
import dev.levada.core.determinant.VoidAttemptException;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.task.LatencyListener;
import dev.levada.core.task.OperatorException;
import dev.levada.core.task.Task;
import dev.levada.core.task.TaskFactory;
import dev.levada.core.task.TaskListener;
import dev.levada.core.task.Wiring;
import dev.levada.recovery.Protocols;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task with two inputs and two outputs, which counts by key, draws, asks for the time and calls
 * something outside; with all that has come to it, and what became durable of its log. What happens comes from a seed.
 */
final class LoggedTask implements Wiring, TaskListener {
    private static final JobPlan PLAN = plan();
    private static final TaskId MIX = new TaskId("mix", 0);
    private static long answers;

    private final Recovery recovery;
    private final SplittableRandom random;
    private final Map<ChannelId, Feed> inputs = new LinkedHashMap<>();
    /** For each input, up to which number nobody keeps what came. */
    private final Map<ChannelId, Long> acknowledged;

    private final List<DeterminantSlice> logged;
    private final List<Long> positions = new ArrayList<>();
    private final Map<ChannelId, List<String>> sent = new LinkedHashMap<>();
    private final Map<ChannelId, List<String>> left = new LinkedHashMap<>();
    private final Task task;
    private final boolean alone;
    private final boolean follower;
    private long attempt;
    private int durable;
    /** How much of a leader's log it was given. */
    private int given;

    private long replays;
    private long nowMillis = 1_000;
    private long epoch;

    /** The first attempt. */
    LoggedTask(Recovery recovery, SplittableRandom random) {
        this(recovery, random, 1, new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>(), false, false);
    }

    /**
     * @param alone whether it does nothing that is not in the log
     * @param follower whether it follows who has that log
     */
    private LoggedTask(
            Recovery recovery,
            SplittableRandom random,
            long attempt,
            Map<ChannelId, List<Element>> come,
            Map<ChannelId, Long> acknowledged,
            List<DeterminantSlice> logged,
            boolean alone,
            boolean follower) {
        this.recovery = recovery;
        this.random = random;
        this.acknowledged = new LinkedHashMap<>(acknowledged);
        this.alone = alone;
        this.follower = follower;
        this.attempt = attempt;
        this.logged = logged;
        for (JobPlan.Edge edge : PLAN.edgesInto("mix")) {
            for (ChannelId channel : PLAN.channelsInto(MIX, edge)) {
                long gone = acknowledged.getOrDefault(channel, 0L);
                inputs.put(channel, new Feed(channel, come.getOrDefault(channel, List.of()), gone, random));
            }
        }
        this.durable = logged.size();
        logged.forEach(slice -> positions.add(0L));
        byte[] before = takenOver(logged, follower ? Long.MAX_VALUE : attempt);
        this.given = logged.size();
        if (follower) {
            logged.clear();
            positions.clear();
            durable = 0;
        }
        this.task = TaskFactory.build(PLAN, MIX, TaskStart.fresh(attempt, "run").repeating(before), this);
        task.open();
    }

    private static byte[] takenOver(List<DeterminantSlice> logged, long attempt) {
        try {
            return DeterminantSlice.takenOver(logged, MIX, attempt, 0);
        } catch (VoidAttemptException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JobPlan plan() {
        Topology topology = Topology.named("logged");
        Stream<Long> one = topology.from("one", Sources.of(List.of(1L)));
        Stream<Long> other = topology.from("other", Sources.of(List.of(1L)));
        one.merge(other)
                .keyBy(value -> value % 3)
                .process("mix", Mix::new)
                .apart()
                .parallelism(1)
                .partition(Partitioning.inTurn())
                .map(value -> value)
                .named("out")
                .apart()
                .parallelism(2)
                .to("sink", Sinks.memory());
        return Planner.plan(
                topology.graph(),
                new JobSettings(Guarantee.EXACTLY_ONCE, Recovery.pessimistic(), 1, false),
                Map.of("one", 1, "other", 1));
    }

    private static final class Mix implements Processor<Long, String> {
        private @Nullable CounterState count;

        @Override
        public void open(Context<String> context) {
            count = context.counter("count");
        }

        @Override
        public void process(Long value, Context<String> context) throws Exception {
            long number = requireNonNull(count).add(1);
            String answer = value % 5 == 0 ? context.external("answer", key -> key + ++answers) : "";
            String time = value % 2 == 0 ? "" + context.nowMillis() : "";
            context.emit(
                    "%d/%d/%d/%s/%s".formatted(value, number, context.random().nextInt(), time, answer));
        }

        @Override
        public void end(Context<String> context) {
            context.forEachKey(
                    () -> context.emit("end %d".formatted(requireNonNull(count).get())));
            context.emit("ended at " + context.nowMillis());
        }
    }

    /** Something happens. */
    void step() {
        nowMillis += random.nextInt(3);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> anyFeed().records(1 + random.nextInt(4));
            case 3 -> durable = random.nextInt(durable, logged.size() + 1);
            case 4 -> inputs.values().forEach(feed -> feed.barrier(epoch + 1));
            case 5 -> anyFeed().barrier(++epoch);
            case 6 -> task.abort(epoch);
            default -> {
                if (random.nextInt(6) == 0) {
                    anyFeed().end();
                }
            }
        }
        turn();
    }

    private Feed anyFeed() {
        return List.copyOf(inputs.values()).get(random.nextInt(inputs.size()));
    }

    private void turn() {
        task.turn(1 + random.nextInt(6), System.nanoTime(), nowMillis);
        for (int i = 0; i < durable; i++) {
            task.stable(positions.get(i));
        }
    }

    /**
     * Another attempt, which gets what this one got and has not acknowledged, in other batches, and what is durable of
     * its log.
     */
    LoggedTask killed(long seed) {
        return after(seed, false);
    }

    /** Likewise, but it ends with the log, which has something in it. */
    LoggedTask alone(long seed) {
        return after(seed, true);
    }

    /** One that follows this one; something of its log is durable. */
    LoggedTask follower(long seed) {
        return new LoggedTask(
                recovery,
                new SplittableRandom(seed),
                0,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new ArrayList<>(logged.subList(0, durable)),
                false,
                true);
    }

    /** Is given what became durable of a log since it was given something, and does some of it. */
    void follow(LoggedTask leader) {
        for (DeterminantSlice slice : leader.logged.subList(given, leader.durable)) {
            task.follow(slice.bytes());
        }
        given = leader.durable;
        turn();
    }

    /** Leads in the place of the one that it has followed, which gets nothing more; as an attempt after that. */
    void leadAfter(LoggedTask leader) {
        follow(leader);
        attempt = leader.attempt + 1;
        epoch = leader.epoch;
        nowMillis = leader.nowMillis + 100;
        leader.inputs.forEach((channel, feed) -> feed.all.forEach(requireNonNull(inputs.get(channel))::again));
        task.lead(attempt, takenOver(leader.logged.subList(0, leader.durable), attempt), 0, random.nextLong());
    }

    private LoggedTask after(long seed, boolean ends) {
        Map<ChannelId, List<Element>> come = new LinkedHashMap<>();
        inputs.forEach((channel, feed) -> come.put(channel, feed.all));
        LoggedTask next = new LoggedTask(
                recovery,
                new SplittableRandom(seed),
                attempt + 1,
                come,
                acknowledged,
                new ArrayList<>(logged.subList(0, durable)),
                ends,
                false);
        next.epoch = epoch;
        next.nowMillis = nowMillis + 100;
        return next;
    }

    /** Runs until nothing more comes of what has come; all of the log becomes durable. */
    void replay() {
        for (int i = 0; i < 500; i++) {
            durable = logged.size();
            turn();
        }
    }

    /** Does what is in the log; whether that ended where something else would have been chosen. */
    boolean repeat() {
        try {
            replay();
            return false;
        } catch (OperatorException | LogEndedError e) {
            assertThat(e instanceof LogEndedError ? e : e.getCause()).isInstanceOf(LogEndedError.class);
            positions.forEach(task::stable);
            return true;
        }
    }

    /** How many elements it has taken again, how many there were in its log, and how often it said that it is done. */
    List<Long> replayProgress() {
        return List.of(task.replayed(), task.toReplay(), replays);
    }

    /** How many elements have come to it. */
    long come() {
        return inputs.values().stream().mapToLong(feed -> feed.last).sum();
    }

    /** All that it has made, whether it has left or not. */
    Map<ChannelId, List<String>> sent() {
        return sent;
    }

    /** What has left it. */
    Map<ChannelId, List<String>> left() {
        return left;
    }

    /** What is in its log. */
    byte[] log() {
        return bytes(logged.size());
    }

    /** What will be found in its log. */
    byte[] durable() {
        return bytes(durable);
    }

    private byte[] bytes(int slices) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (DeterminantSlice slice : logged.subList(0, slices)) {
            if (slice.attempt() == attempt) {
                out.writeBytes(slice.bytes());
            }
        }
        return out.toByteArray();
    }

    /** A channel into the task, and all that ever came over it. */
    private static final class Feed implements InputChannel {
        private final ChannelId id;
        private final List<Element> all;
        private final ArrayDeque<Element> queue = new ArrayDeque<>();
        private final SplittableRandom random;
        private final long gone;
        private long last;
        private long barrier;
        private boolean ended;

        /** @param gone up to which number nothing comes again */
        Feed(ChannelId id, List<Element> before, long gone, SplittableRandom random) {
            this.id = id;
            this.gone = gone;
            this.all = new ArrayList<>();
            this.random = random;
            before.forEach(this::again);
        }

        private void again(Element element) {
            if (element instanceof Batch batch) {
                int from = 0;
                while (from < batch.size()) { // cut up in another way
                    int size = 1 + random.nextInt(batch.size() - from);
                    Batch part = new Batch(size, true, 0);
                    for (int i = from; i < from + size; i++) {
                        part.add(batch.value(i), batch.hash(i));
                    }
                    part.seal(batch.firstSequence() + from);
                    add(part);
                    from += size;
                }
            } else {
                ended |= element instanceof EndOfStream;
                barrier = element instanceof Barrier known ? known.epoch() : barrier;
                add(element);
            }
        }

        private void add(Element element) {
            all.add(element);
            if (element.lastSequence() > gone) {
                queue.add(element);
            }
            last = element.lastSequence();
        }

        void records(int count) {
            if (!ended) {
                Batch batch = new Batch(count, true, 0);
                for (int i = 1; i <= count; i++) {
                    batch.add(last + i, dev.levada.core.codec.StableHash.of((last + i) % 3));
                }
                batch.seal(last + 1);
                add(batch);
            }
        }

        void barrier(long epoch) {
            if (!ended && epoch > barrier) {
                barrier = epoch;
                add(new Barrier(last + 1, epoch));
            }
        }

        void end() {
            if (!ended) {
                ended = true;
                add(new EndOfStream(last + 1));
            }
        }

        @Override
        public ChannelId id() {
            return id;
        }

        @Override
        public @Nullable Element poll() {
            return queue.poll();
        }

        @Override
        public boolean producerLost() {
            return false;
        }

        @Override
        public void abandon() {}
    }

    /** A channel out of the task that takes all. */
    private final class Drain implements OutputChannel {
        private final ChannelId id;

        Drain(ChannelId id) {
            this.id = id;
        }

        @Override
        public ChannelId id() {
            return id;
        }

        @Override
        public boolean offer(Element element) {
            describe(element, left.computeIfAbsent(id, any -> new ArrayList<>()));
            return true;
        }

        @Override
        public int waiting() {
            return 0;
        }

        @Override
        public boolean consumerLost() {
            return false;
        }

        @Override
        public void lose() {}
    }

    private static void describe(Element element, List<String> to) {
        if (element instanceof Batch batch) {
            for (int i = 0; i < batch.size(); i++) {
                to.add("%d: %s".formatted(batch.firstSequence() + i, batch.value(i)));
            }
        } else {
            to.add("%d: %s".formatted(element.firstSequence(), element));
        }
    }

    // What the task hears and says

    @Override
    public void log(DeterminantSlice slice, long position) {
        logged.add(slice);
        positions.add(position);
    }

    @Override
    public void replayed() {
        replays++;
        task.held(alone);
    }

    @Override
    public void snapshot(TaskSnapshot snapshot) {
        snapshot.release();
    }

    @Override
    public void committed(long upTo) {}

    @Override
    public void done() {}

    @Override
    public void acknowledge(ChannelId input, long upTo) {
        acknowledged.put(input, upTo);
    }

    @Override
    public boolean record(SourcePositions reached) {
        return true;
    }

    @Override
    public InputChannel input(ChannelId channel) {
        return requireNonNull(inputs.get(channel));
    }

    @Override
    public OutputChannel output(ChannelId channel) {
        return new Drain(channel);
    }

    @Override
    public boolean onlyRepeats(TaskId id) {
        return alone;
    }

    @Override
    public boolean follows(TaskId id) {
        return follower;
    }

    @Override
    public List<String> splits(TaskId id) {
        return List.of();
    }

    @Override
    public TaskRecovery recovery(TaskId id) {
        TaskRecovery watched = Protocols.of(recovery, true).forTask(PLAN, id);
        return new dev.levada.core.recovery.ForwardingRecovery(watched) {
            @Override
            public void sent(ChannelId channel, Element element) {
                describe(element, sent.computeIfAbsent(channel, any -> new ArrayList<>()));
                super.sent(channel, element);
            }
        };
    }

    @Override
    public TaskListener listener(TaskId id) {
        return this;
    }

    @Override
    public LatencyListener latency(TaskId id) {
        return (latencyNanos, records) -> {};
    }

    @Override
    public long seed(TaskId id) {
        return random.nextLong();
    }

    @Override
    public int batchSize() {
        return alone ? 1 : 3;
    }

    @Override
    public Codecs codecs() {
        return new Codecs(LoggedTask.class.getClassLoader());
    }
}

package dev.levada.core.task;

import static java.util.Objects.requireNonNull;

import dev.levada.api.Topology;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.LocalChannel;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.channel.Retention;
import dev.levada.core.codec.Codecs;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.TaskStart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a topology, each operator in one chain with the operator before it unless it is named as the head of a
 * chain; one task a chain unless said otherwise. The test gives the turns and the time.
 */
final class TaskRig implements Wiring {
    final List<Long> latencies = new ArrayList<>();
    /** Calls that wait for the test to answer them. */
    final HandCalls calls = new HandCalls();

    private final Map<ChannelId, LocalChannel> channels = new LinkedHashMap<>();
    private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
    private final JobPlan plan;
    private final List<String> splits;
    long nowNanos = 1;

    TaskRig(Topology topology, List<String> splits, Map<String, Integer> heads) {
        this.splits = splits;
        this.plan = plan(topology, heads);
        for (JobPlan.Chain chain : plan.chains()) {
            for (int i = 0; i < chain.parallelism(); i++) {
                tasks.put(chain.task(i), TaskFactory.build(plan, chain.task(i), TaskStart.fresh(1, "rig"), this));
            }
        }
    }

    /** All in one task. */
    static TaskRig fused(Topology topology, String... splits) {
        return new TaskRig(
                topology,
                List.of(splits),
                Map.of(topology.graph().operators().get(0).name(), 1));
    }

    private static JobPlan plan(Topology topology, Map<String, Integer> heads) {
        List<Operator> operators = topology.graph().operators();
        Map<String, String> chainOf = new LinkedHashMap<>();
        Map<String, List<Operator>> chains = new LinkedHashMap<>();
        for (Operator operator : operators) {
            String chain = heads.containsKey(operator.name())
                    ? operator.name()
                    : chainOf.get(operator.inputs().get(0).from());
            chainOf.put(operator.name(), chain);
            chains.computeIfAbsent(chain, any -> new ArrayList<>()).add(operator);
        }
        List<JobPlan.Edge> edges = new ArrayList<>();
        for (Operator head : operators) {
            if (heads.containsKey(head.name())) {
                head.inputs().forEach(input -> edges.add(edge(edges.size(), input, head, chainOf, false)));
                head.feedback().forEach(input -> edges.add(edge(edges.size(), input, head, chainOf, true)));
            }
        }
        List<JobPlan.Chain> all = chains.entrySet().stream()
                .map(chain -> new JobPlan.Chain(
                        chain.getValue(), requireNonNull(heads.get(chain.getKey())), false, Recovery.none()))
                .toList();
        return new JobPlan("rig", Guarantee.AT_MOST_ONCE, all, edges);
    }

    private static JobPlan.Edge edge(
            int number, Operator.Input input, Operator head, Map<String, String> chainOf, boolean back) {
        Partitioning given = input.partitioning();
        return new JobPlan.Edge(
                number,
                requireNonNull(chainOf.get(input.from())),
                input.from(),
                input.output(),
                head.name(),
                given == Partitioning.any() ? Partitioning.inTurn() : given,
                false,
                back);
    }

    Task task(String chain, int index) {
        return requireNonNull(tasks.get(new TaskId(chain, index)));
    }

    TaskRig open() {
        tasks.values().forEach(Task::open);
        return this;
    }

    /** One turn for a task; what it says it did. */
    int turn(Task task) {
        return task.turn(512, ++nowNanos, 0);
    }

    /** Turns for all until nobody does anything more. */
    void settle() {
        int idle = 0;
        while (idle < 3) {
            int done = tasks.values().stream().mapToInt(this::turn).sum();
            idle = done > 0 ? 0 : idle + 1;
        }
    }

    /** Opens all, runs them to the end and commits. */
    void run() {
        open();
        settle();
        tasks.values().forEach(task -> task.complete(1));
    }

    long out(String operator) {
        return tasks.values().stream()
                .flatMap(task -> task.counters().stream())
                .filter(counters -> counters.operator().equals(operator))
                .mapToLong(OperatorCounters::recordsOut)
                .sum();
    }

    OperatorCounters counters(String operator) {
        return tasks.values().stream()
                .flatMap(task -> task.counters().stream())
                .filter(counters -> counters.operator().equals(operator))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public InputChannel input(ChannelId channel) {
        return channel(channel);
    }

    @Override
    public OutputChannel output(ChannelId channel) {
        return channel(channel);
    }

    private LocalChannel channel(ChannelId id) {
        return channels.computeIfAbsent(id, any -> new LocalChannel(id, 2, () -> {}, () -> {}));
    }

    @Override
    public List<String> splits(TaskId task) {
        return splits;
    }

    @Override
    public TaskRecovery recovery(TaskId task) {
        return new CutsAtTheEnd();
    }

    /** A snapshot when all is done, and whatever else a protocol does is left out. */
    private static final class CutsAtTheEnd implements TaskRecovery {
        private @Nullable TaskControl control;

        @Override
        public void attach(TaskControl newControl) {
            control = newControl;
        }

        @Override
        public Retention retention() {
            return Retention.NONE;
        }

        @Override
        public Gaps gaps() {
            return Gaps.NEVER;
        }

        @Override
        public void sent(ChannelId channel, Element element) {}

        @Override
        public void finished() {
            requireNonNull(control).cut(1, false);
        }

        @Override
        public void complete(long epoch) {
            requireNonNull(control).commit(epoch);
        }
    }

    @Override
    public TaskListener listener(TaskId task) {
        return new TaskListener() {
            @Override
            public void snapshot(TaskSnapshot snapshot) {
                snapshot.release();
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
        };
    }

    @Override
    public CallHost calls(TaskId task) {
        return calls;
    }

    @Override
    public Codecs codecs() {
        return new Codecs(TaskRig.class.getClassLoader());
    }

    @Override
    public LatencyListener latency(TaskId task) {
        return (latencyNanos, records) -> {
            for (int i = 0; i < records; i++) {
                latencies.add(latencyNanos);
            }
        };
    }

    @Override
    public long seed(TaskId task) {
        return task.index();
    }

    @Override
    public int batchSize() {
        return 2;
    }
}

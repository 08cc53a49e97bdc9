package dev.levada.core.plan;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A job decided: which operators share tasks, how many, and how they are connected. The same plan gives the same tasks
 * and channels everywhere.
 *
 * @param chains in an order in which producers come before their consumers, but for edges {@link Edge#back}
 * @param cuts where its tasks end an epoch
 */
public record JobPlan(String job, Guarantee guarantee, List<Chain> chains, List<Edge> edges, Cuts cuts) {

    public JobPlan {
        chains = List.copyOf(chains);
        edges = List.copyOf(edges);
    }

    /** With aligned cuts. */
    public JobPlan(String job, Guarantee guarantee, List<Chain> chains, List<Edge> edges) {
        this(job, guarantee, chains, edges, Cuts.ALIGNED);
    }

    /**
     * Operators that run in the same tasks, each handing its records to the next by a call.
     *
     * @param operators at least one, in the order of the calls
     * @param parallelism how many tasks, from 1
     * @param threads whether each task needs a thread of its own, because its operators may wait
     */
    public record Chain(List<Operator> operators, int parallelism, boolean threads, Recovery recovery) {

        public Chain {
            operators = List.copyOf(operators);
        }

        /** The name of the first operator, by which the chain's tasks are known. */
        public String name() {
            return operators.get(0).name();
        }

        public Operator head() {
            return operators.get(0);
        }

        /** Whether it makes calls: at the end of an epoch some may be in flight. */
        public boolean makesCalls() {
            return head().definition() instanceof Definition.Call;
        }

        /** Whether it is a source that says when its records happened. */
        public boolean saysTime() {
            return head().definition() instanceof Definition.Read read
                    && read.eventTime().isPresent();
        }

        public TaskId task(int index) {
            return new TaskId(name(), index);
        }
    }

    /**
     * Channels between the tasks of two chains.
     *
     * @param number its place in {@link JobPlan#edges}
     * @param producer the chain it leaves
     * @param operator the operator of that chain
     * @param output that operator's side output, or "" for the main one
     * @param consumer the chain it enters
     * @param partitioning settled: never {@code any}
     * @param gated whether what is sent goes on only when the epoch that it belongs to is complete
     * @param back whether it closes a loop: its consumer comes before its producer
     */
    public record Edge(
            int number,
            String producer,
            String operator,
            String output,
            String consumer,
            Partitioning partitioning,
            boolean gated,
            boolean back) {

        /** What is sent goes on at once, and closes no loop. */
        public Edge(
                int number,
                String producer,
                String operator,
                String output,
                String consumer,
                Partitioning partitioning) {
            this(number, producer, operator, output, consumer, partitioning, false, false);
        }
    }

    /** How its chains recover, each way once, in the order of the chains. */
    public List<Recovery> recoveries() {
        return chains.stream().map(Chain::recovery).distinct().toList();
    }

    /** The names of {@link #recoveries}: {@code checkpoint}, {@code causal+checkpoint}. */
    public String recovery() {
        return recoveries().stream().map(Recovery::label).sorted().collect(Collectors.joining("+"));
    }

    /** Whether there is a loop. */
    public boolean hasLoop() {
        return edges.stream().anyMatch(Edge::back);
    }

    /** Whether a channel closes a loop. */
    public boolean isBack(ChannelId channel) {
        return edges.get(channel.edge()).back();
    }

    /** Whether what goes over an edge can come back to where it came from. */
    public boolean isInLoop(Edge edge) {
        if (!hasLoop()) {
            return false; // asked for each task of jobs that may have many
        }
        Set<String> upstream = new LinkedHashSet<>();
        addUpstream(edge.producer(), upstream);
        return upstream.contains(edge.consumer());
    }

    /** Whether what a chain is given has event time: some source upstream of it says when its records happened. */
    public boolean isTimed(String chain) {
        boolean any = chains.stream().anyMatch(Chain::saysTime);
        if (!any || chain(chain).saysTime()) {
            return any; // asked for each task of jobs that may have many
        }
        Set<String> upstream = new LinkedHashSet<>();
        addUpstream(chain, upstream);
        return chains.stream().anyMatch(each -> each.saysTime() && upstream.contains(each.name()));
    }

    /** How many tasks there are. */
    public int tasks() {
        return chains.stream().mapToInt(Chain::parallelism).sum();
    }

    /** The chain of a name. */
    public Chain chain(String name) {
        return chains.stream()
                .filter(chain -> chain.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("job '%s' has no chain '%s'".formatted(job, name)));
    }

    /** The edges into a chain, in the order of their numbers. */
    public List<Edge> edgesInto(String chain) {
        return edges.stream().filter(edge -> edge.consumer().equals(chain)).toList();
    }

    /** Whether any edge is gated. */
    public boolean hasGates() {
        return edges.stream().anyMatch(Edge::gated);
    }

    /** Whether what is sent on a channel goes on only when the epoch that it belongs to is complete. */
    public boolean isGated(ChannelId channel) {
        return edges.get(channel.edge()).gated();
    }

    /** The edges out of a chain, in the order of their numbers. */
    public List<Edge> edgesFrom(String chain) {
        return edges.stream().filter(edge -> edge.producer().equals(chain)).toList();
    }

    /**
     * Whether what a task sends may depend on what others chose.
     *
     * @return holds for the task itself, and for those of the chains from which something can reach it
     */
    public Predicate<TaskId> mattersTo(TaskId task) {
        Set<String> upstream = new LinkedHashSet<>();
        addUpstream(task.chain(), upstream);
        return other -> other.equals(task) || upstream.contains(other.chain());
    }

    private void addUpstream(String chain, Set<String> upstream) {
        for (Edge edge : edgesInto(chain)) {
            if (upstream.add(edge.producer())) {
                addUpstream(edge.producer(), upstream);
            }
        }
    }

    /** The channels of an edge that one of its producer's tasks writes, in the order of their consumers. */
    public List<ChannelId> channelsFrom(TaskId producer, Edge edge) {
        Chain to = chain(edge.consumer());
        if (edge.partitioning() == Partitioning.Simple.FORWARD) {
            return List.of(new ChannelId(producer, to.task(producer.index()), edge.number()));
        }
        return IntStream.range(0, to.parallelism())
                .mapToObj(index -> new ChannelId(producer, to.task(index), edge.number()))
                .toList();
    }

    /** The channels of an edge that one of its consumer's tasks reads, in the order of their producers. */
    public List<ChannelId> channelsInto(TaskId consumer, Edge edge) {
        Chain from = chain(edge.producer());
        if (edge.partitioning() == Partitioning.Simple.FORWARD) {
            return List.of(new ChannelId(from.task(consumer.index()), consumer, edge.number()));
        }
        return IntStream.range(0, from.parallelism())
                .mapToObj(index -> new ChannelId(from.task(index), consumer, edge.number()))
                .toList();
    }
}

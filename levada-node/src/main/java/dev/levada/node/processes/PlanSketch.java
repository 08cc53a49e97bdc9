package dev.levada.node.processes;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.EventTimes;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.JobPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A plan without the code in it: what is needed to coordinate a job, not to run its tasks. It can be sent to another
 * process, which needs no class of the job's program for it.
 *
 * @param chains in the order of the plan
 */
public record PlanSketch(String job, Guarantee guarantee, List<Chain> chains, List<Edge> edges, Cuts cuts) {
    /** More than any coordinator could look after. */
    private static final int MAX_TASKS = 100_000;

    public PlanSketch {
        chains = List.copyOf(chains);
        edges = List.copyOf(edges);
        long tasks = chains.stream().mapToLong(Chain::parallelism).sum();
        if (tasks > MAX_TASKS) {
            throw new IllegalArgumentException("job '%s' has %d tasks, %d is the most; ask for less --parallelism"
                    .formatted(job, tasks, MAX_TASKS));
        }
    }

    /** See {@link JobPlan.Chain}. */
    public record Chain(List<Part> parts, int parallelism, boolean threads, Recovery recovery) {

        public Chain {
            parts = List.copyOf(parts);
            if (parts.isEmpty() || parallelism < 1) {
                throw new IllegalArgumentException(
                        "a chain has at least one operator and one task, this one has %d and %d"
                                .formatted(parts.size(), parallelism));
            }
        }
    }

    /** An operator by its name. */
    public record Part(String name, Kind kind) {}

    /** What an operator is, as far as that can be told without its code. */
    public enum Kind {
        SOURCE,
        /** A source that says when its records happened. */
        TIMED_SOURCE,
        TRANSFORM,
        SINK
    }

    /**
     * See {@link JobPlan.Edge}.
     *
     * @param partitioning by key if empty
     */
    public record Edge(
            int number,
            String producer,
            String operator,
            String output,
            String consumer,
            Optional<Partitioning.Simple> partitioning,
            boolean gated,
            boolean back) {}

    /** The sketch of a plan. */
    public static PlanSketch of(JobPlan plan) {
        return new PlanSketch(
                plan.job(),
                plan.guarantee(),
                plan.chains().stream().map(PlanSketch::chain).toList(),
                plan.edges().stream().map(PlanSketch::edge).toList(),
                plan.cuts());
    }

    private static Chain chain(JobPlan.Chain chain) {
        List<Part> parts = chain.operators().stream()
                .map(operator -> new Part(operator.name(), kind(operator.definition())))
                .toList();
        return new Chain(parts, chain.parallelism(), chain.threads(), chain.recovery());
    }

    private static Kind kind(Definition definition) {
        if (definition instanceof Definition.Read read) {
            return read.eventTime().isPresent() ? Kind.TIMED_SOURCE : Kind.SOURCE;
        }
        return definition instanceof Definition.Write ? Kind.SINK : Kind.TRANSFORM;
    }

    private static Edge edge(JobPlan.Edge edge) {
        return new Edge(
                edge.number(),
                edge.producer(),
                edge.operator(),
                edge.output(),
                edge.consumer(),
                edge.partitioning() instanceof Partitioning.Simple simple ? Optional.of(simple) : Optional.empty(),
                edge.gated(),
                edge.back());
    }

    /**
     * The plan again, with the same tasks and channels. Its operators have the names of the real ones, and do nothing.
     */
    public JobPlan toPlan() {
        return new JobPlan(
                job,
                guarantee,
                chains.stream()
                        .map(chain -> new JobPlan.Chain(
                                chain.parts().stream().map(PlanSketch::standIn).toList(),
                                chain.parallelism(),
                                chain.threads(),
                                chain.recovery()))
                        .toList(),
                edges.stream().map(PlanSketch::toEdge).toList(),
                cuts);
    }

    private static JobPlan.Edge toEdge(Edge edge) {
        Partitioning partitioning =
                edge.partitioning().isPresent() ? edge.partitioning().get() : Partitioning.byKey(record -> record);
        return new JobPlan.Edge(
                edge.number(),
                edge.producer(),
                edge.operator(),
                edge.output(),
                edge.consumer(),
                partitioning,
                edge.gated(),
                edge.back());
    }

    private static Operator standIn(Part part) {
        Definition definition = switch (part.kind()) {
            case SOURCE -> new Definition.Read(Sources.of(List.of()));
            case TIMED_SOURCE ->
                new Definition.Read(Sources.of(List.of()), Optional.of(new EventTimes(record -> 0, Duration.ZERO)));
            case TRANSFORM ->
                new Definition.Transform(
                        () -> {
                            throw new IllegalStateException(
                                    "operator '%s' runs in workers only".formatted(part.name()));
                        },
                        Optional.empty());
            case SINK -> new Definition.Write(Sinks.discard());
        };
        return new Operator(part.name(), definition, 0, ErrorPolicy.fail(), Optional.empty(), false, false, List.of());
    }
}

package dev.levada.testkit;

import dev.levada.api.Topology;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.planner.JobSettings;
import dev.levada.cluster.planner.Planner;
import dev.levada.core.plan.JobPlan;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs a topology in a simulated world.
 *
 * <pre>{@code
 * Simulation.Outcome outcome = Simulation.of(topology).seed(42).run();
 * }</pre>
 *
 * The seed chooses which task has its turn and how long it is, how much fits in batches and channels, and how time
 * passes. Sources and sinks are the topology's own; those of the API, and files, follow virtual time and bring no
 * chance of their own.
 */
public final class Simulation {
    private final Topology topology;
    private Guarantee guarantee = Guarantee.AT_MOST_ONCE;
    private int parallelism = 2;
    private long seed;
    private Consumer<String> listener = event -> {};

    private Simulation(Topology topology) {
        this.topology = topology;
    }

    public static Simulation of(Topology topology) {
        return new Simulation(topology);
    }

    /**
     * Runs a fresh topology for each of so many seeds, from 0, and lets the check look at each outcome.
     *
     * @throws AssertionError if a run or a check fails, naming the seed that does it again
     */
    public static <T> void seeds(int number, Supplier<T> world, SeedCheck<T> check) {
        for (long seed = 0; seed < number; seed++) {
            try {
                check.run(world.get(), seed);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed %d: %s".formatted(seed, e.getMessage()), e);
            }
        }
    }

    /** What is done and checked for one seed. */
    @FunctionalInterface
    public interface SeedCheck<T> {
        void run(T world, long seed) throws Exception;
    }

    public Simulation guarantee(Guarantee wanted) {
        guarantee = wanted;
        return this;
    }

    public Simulation parallelism(int tasks) {
        parallelism = tasks;
        return this;
    }

    /** What chance comes from; 0 if not set. */
    public Simulation seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** Hears each event of the trace, a line each. */
    public Simulation trace(Consumer<String> newListener) {
        listener = newListener;
        return this;
    }

    /**
     * What a run came to.
     *
     * @param traceHash equal for equal runs
     * @param events how many turns did something
     * @param virtualNanos how much time passed in the simulated world
     */
    public record Outcome(long traceHash, long events, long virtualNanos) {}

    /**
     * Runs to the end and commits.
     *
     * @throws IllegalStateException if nothing can go on although not everything is done
     */
    public Outcome run() {
        return run(topology.graph());
    }

    /** Runs a graph with one task for each operator, as far as it does not say otherwise itself. */
    static void runAll(Graph graph) {
        Outcome unused = of(Topology.named(graph.job())).parallelism(1).run(graph);
    }

    private Outcome run(Graph graph) {
        Map<String, List<String>> splits = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Operator operator : graph.operators()) {
            if (operator.definition() instanceof Definition.Read read) {
                splits.put(operator.name(), splits(operator.name(), read));
                counts.put(operator.name(), splits.get(operator.name()).size());
            }
        }
        JobSettings settings = new JobSettings(guarantee, Recovery.standardFor(guarantee), parallelism, false);
        JobPlan plan = Planner.plan(graph, settings, counts);
        return new SimulatedJob(plan, splits, seed, new Trace(listener)).run();
    }

    private static List<String> splits(String operator, Definition.Read read) {
        try {
            return read.source().splits();
        } catch (IOException e) {
            throw new IllegalStateException("source '%s' has no splits: %s".formatted(operator, e.getMessage()), e);
        }
    }
}

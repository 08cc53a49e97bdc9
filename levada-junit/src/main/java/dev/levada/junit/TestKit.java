package dev.levada.junit;

import dev.levada.api.Topology;
import dev.levada.testkit.FaultSimulation;
import dev.levada.testkit.TestCluster;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What a test runs topologies with: simulated clusters whose seeds come from the command line, if it names one. */
public final class TestKit {
    private static final long USUAL = 1;

    private final OptionalLong seed;
    private final Consumer<String> trace;
    private final boolean traces;

    TestKit(OptionalLong seed, boolean traces, Consumer<String> trace) {
        this.seed = seed;
        this.traces = traces;
        this.trace = trace;
    }

    /** The seed of clusters that the test drives. */
    public long seed() {
        return seed.orElse(USUAL);
    }

    /** A cluster that the test drives. */
    public TestCluster.Setup cluster(Topology topology) {
        TestCluster.Setup setup = TestCluster.of(topology).seed(seed());
        return traces ? setup.trace(trace) : setup;
    }

    /** Clusters in which things go wrong, one from each seed; or only from the one that the command line names. */
    public FaultSimulation simulate(Topology topology) {
        FaultSimulation simulation = FaultSimulation.of(topology);
        if (seed.isEmpty()) {
            return simulation;
        }
        return traces ? simulation.onlySeed(seed()).trace(trace) : simulation.onlySeed(seed());
    }
}

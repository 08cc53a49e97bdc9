package dev.levada.cli.pipeline;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.TaskId;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.standing.Home;
import dev.levada.node.standing.Step;
import dev.levada.yaml.YamlPipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A pipeline that is its topology and nothing else, from a program or from a file.
 *
 * @param closing lets go of what its code came from
 */
record LoadedTopology(
        Topology topology, Guarantee guarantee, Optional<Recovery> recovery, OptionalInt parallelism, Runnable closing)
        implements LoadedPipeline {

    /** A program says nothing of the job as a whole. */
    static LoadedTopology of(Pipeline program, Parameters parameters, Runnable closing) {
        return new LoadedTopology(
                program.build(parameters), Guarantee.AT_MOST_ONCE, Optional.empty(), OptionalInt.empty(), closing);
    }

    static LoadedTopology of(YamlPipeline file) {
        return new LoadedTopology(
                file.topology(),
                file.guarantee().orElse(Guarantee.AT_MOST_ONCE),
                file.recovery(),
                file.parallelism(),
                file::close);
    }

    @Override
    public Map<String, Stream<?>> openEnds() {
        return topology.openEnds();
    }

    @Override
    public Map<TaskId, Home> homes() {
        return Map.of();
    }

    @Override
    public void prepare(Embedded settings) {
        // Nothing of it waits for anybody.
    }

    @Override
    public List<Step> script(String recovery) {
        return List.of();
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void listen(Consumer<String> log) {
        // It has no log.
    }

    @Override
    public Running start(Embedded settings, Topology withSinks, Consumer<String> log) {
        return new StartedTopology(settings.run(withSinks));
    }

    @Override
    public void close() {
        closing.run();
    }

    private record StartedTopology(Job job) implements Running {
        @Override
        public JobReport finish() {
            return job.join();
        }
    }
}

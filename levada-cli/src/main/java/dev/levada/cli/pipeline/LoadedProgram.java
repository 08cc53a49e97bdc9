package dev.levada.cli.pipeline;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.core.plan.TaskId;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.standing.Home;
import dev.levada.node.standing.Step;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A {@link Pipeline}, with what the user set for it. */
final class LoadedProgram implements LoadedPipeline {
    private final Topology topology;
    private final Runnable closing;

    /** @param closing lets go of what the program's code came from */
    LoadedProgram(Pipeline pipeline, Parameters parameters, Runnable closing) {
        this.topology = pipeline.build(parameters);
        this.closing = closing;
    }

    @Override
    public Topology topology() {
        return topology;
    }

    @Override
    public Map<String, Stream<?>> openEnds() {
        return topology.openEnds();
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.AT_MOST_ONCE;
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
        // Programs have no log.
    }

    @Override
    public Running start(Embedded settings, Topology withSinks, Consumer<String> log) {
        return new StartedProgram(settings.run(withSinks));
    }

    @Override
    public void close() {
        closing.run();
    }

    record StartedProgram(Job job) implements Running {
        @Override
        public JobReport finish() {
            return job.join();
        }
    }
}

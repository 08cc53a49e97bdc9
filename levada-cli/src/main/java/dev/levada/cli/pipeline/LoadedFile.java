package dev.levada.cli.pipeline;

import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.TaskId;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.standing.Home;
import dev.levada.node.standing.Step;
import dev.levada.yaml.YamlPipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A pipeline that is a file. */
final class LoadedFile implements LoadedPipeline {
    private final YamlPipeline pipeline;

    LoadedFile(YamlPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public Topology topology() {
        return pipeline.topology();
    }

    @Override
    public Map<String, Stream<?>> openEnds() {
        return pipeline.topology().openEnds();
    }

    @Override
    public Guarantee guarantee() {
        return pipeline.guarantee().orElse(Guarantee.AT_MOST_ONCE);
    }

    @Override
    public Optional<Recovery> recovery() {
        return pipeline.recovery();
    }

    @Override
    public OptionalInt parallelism() {
        return pipeline.parallelism();
    }

    @Override
    public Map<TaskId, Home> homes() {
        return Map.of();
    }

    @Override
    public void prepare(Embedded settings) {
        // What it says of the job as a whole goes by what the user asks for.
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
        // Its steps tell nobody anything.
    }

    @Override
    public Running start(Embedded settings, Topology withSinks, Consumer<String> log) {
        return new LoadedProgram.StartedProgram(settings.run(withSinks));
    }

    @Override
    public void close() {
        pipeline.close();
    }
}

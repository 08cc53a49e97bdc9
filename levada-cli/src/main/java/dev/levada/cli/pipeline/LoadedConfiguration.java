package dev.levada.cli.pipeline;

import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.core.plan.TaskId;
import dev.levada.dadstorm.Console;
import dev.levada.dadstorm.DadstormPipeline;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.standing.Home;
import dev.levada.node.standing.Step;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A DADSTORM configuration. */
public final class LoadedConfiguration implements LoadedPipeline {
    private final DadstormPipeline pipeline;
    private final boolean addressed;

    LoadedConfiguration(Path configuration, DadstormArguments arguments) {
        this.pipeline = DadstormPipeline.load(configuration, arguments.script(), arguments.options());
        this.addressed = arguments.addressed();
    }

    @Override
    public Topology topology() {
        return pipeline.topology();
    }

    @Override
    public Map<String, Stream<?>> openEnds() {
        return new LinkedHashMap<>(pipeline.openEnds());
    }

    @Override
    public Guarantee guarantee() {
        return pipeline.guarantee();
    }

    @Override
    public List<String> stages(String operator) {
        return pipeline.stages(operator);
    }

    @Override
    public Map<TaskId, Home> homes() {
        Map<TaskId, Home> homes = new LinkedHashMap<>();
        if (addressed) {
            pipeline.addresses()
                    .forEach((replica, address) -> homes.put(
                            new TaskId(replica.operator(), replica.replica()),
                            new Home(
                                    address.host(),
                                    address.url(),
                                    address.position().toString())));
        }
        return homes;
    }

    @Override
    public void prepare(Embedded settings) {
        pipeline.prepare(settings);
    }

    @Override
    public List<Step> script(String recovery) {
        return pipeline.script(recovery);
    }

    @Override
    public List<String> warnings() {
        return pipeline.warnings().stream().map(Object::toString).toList();
    }

    @Override
    public void listen(Consumer<String> log) {
        pipeline.listen(log);
    }

    @Override
    public Running start(Embedded settings, Topology withSinks, Consumer<String> log) {
        return new StartedConfiguration(console(settings, withSinks, log));
    }

    /** Starts it in the hands of whoever types the commands. */
    public Console console(Embedded settings, Topology withSinks, Consumer<String> log) {
        return pipeline.start(settings, withSinks, log);
    }

    @Override
    public void close() {
        // Holds nothing open.
    }

    private record StartedConfiguration(Console console) implements Running {
        @Override
        public Job job() {
            return console.job();
        }

        @Override
        public JobReport finish() {
            console.runScript();
            return console.finish();
        }
    }
}

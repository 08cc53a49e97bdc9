package dev.levada.dadstorm;

import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.dadstorm.language.Command;
import dev.levada.dadstorm.language.Configuration;
import dev.levada.dadstorm.language.OperatorDefinition;
import dev.levada.dadstorm.language.Problem;
import dev.levada.dadstorm.language.ReplicaAddress;
import dev.levada.dadstorm.language.Target;
import dev.levada.dadstorm.log.RunLog;
import dev.levada.dadstorm.operator.Emissions;
import dev.levada.dadstorm.operator.Stages;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.Job;
import dev.levada.node.standing.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A configuration that can be run, once: all it names was found and checked.
 *
 * <pre>{@code
 * DadstormPipeline pipeline = DadstormPipeline.load(file, Optional.empty(), DadstormOptions.defaults());
 * pipeline.openEnds().forEach((operator, tuples) -> tuples.to(sinkOf(operator)));
 * Embedded settings = Levada.embedded().guarantee(pipeline.guarantee());
 * Console console = pipeline.start(settings, pipeline.topology(), System.out::println);
 * console.runScript();
 * JobReport report = console.finish();
 * }</pre>
 */
public final class DadstormPipeline {
    private final Configuration configuration;
    private final List<Command> script;
    private final List<Problem> warnings;
    private final DadstormOptions options;
    private final RunLog log = new RunLog();
    private final Map<String, Emissions> emissions = new LinkedHashMap<>();
    private final Topology topology;
    private final AtomicBoolean started = new AtomicBoolean();

    private DadstormPipeline(Loader loader, DadstormOptions options) {
        this.configuration = loader.configuration();
        this.script = loader.script();
        this.warnings = loader.warnings();
        this.options = options;
        for (OperatorDefinition operator : configuration.operators()) {
            emissions.put(operator.id(), new Emissions(operator, log.tuples(configuration.loggingLevel())));
        }
        this.topology = TopologyWriter.write(
                loader.jobName(), configuration, loader.resources(), options.customErrors(), emissions);
    }

    /**
     * Reads a configuration and finds all that it names.
     *
     * @param script more commands, which follow those of the configuration
     * @throws DadstormException if anything is wrong, with all problems that can be found at once
     */
    public static DadstormPipeline load(Path configuration, Optional<Path> script, DadstormOptions options) {
        return new DadstormPipeline(Loader.load(configuration, script, options), options);
    }

    /** The address of each replica, in the order of the configuration. */
    public Map<Target, ReplicaAddress> addresses() {
        Map<Target, ReplicaAddress> addresses = new LinkedHashMap<>();
        for (OperatorDefinition operator : configuration.operators()) {
            for (int replica = 0; replica < operator.replicas(); replica++) {
                addresses.put(
                        new Target(operator.id(), replica), operator.addresses().get(replica));
            }
        }
        return addresses;
    }

    /** What was left out or is doubtful; the rest runs. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** What the configuration's semantics ask for; {@link #start} leaves it to the settings to ask for the same. */
    public Guarantee guarantee() {
        return Guarantee.parse(configuration.semantics().spelling());
    }

    /** The job, always the same one. It has no sinks but those of OUTPUT operators with a path. */
    public Topology topology() {
        return topology;
    }

    /**
     * The tuples that the configuration sends nowhere: what is emitted by operators without a consumer, and by OUTPUT
     * without a path, by operator id in the order of the configuration. (In {@link Topology#openEnds} they have the
     * names of stages, which for UNIQ and COUNT are not the ids alone.) A sink gets those of a replica in their order.
     */
    public Map<String, Stream<List<String>>> openEnds() {
        Map<String, Stream<List<String>>> ends = new LinkedHashMap<>();
        Map<String, Stream<?>> byStage = topology.openEnds();
        for (OperatorDefinition operator : configuration.operators()) {
            byStage.forEach((stage, stream) -> {
                if (TopologyWriter.operatorOf(stage).equals(operator.id())) {
                    @SuppressWarnings("unchecked") // every stage that can be an open end emits tuples
                    Stream<List<String>> tuples = (Stream<List<String>>) stream;
                    ends.put(operator.id(), tuples.partition(Partitioning.global()));
                }
            });
        }
        return ends;
    }

    /**
     * The operators of {@link #topology} that do an operator's work: its replicas, and what these remember together
     * under UNIQ and COUNT. Who sets something for the operator sets it for all of them.
     *
     * @param name an operator's id; of any other name, the name alone
     */
    public List<String> stages(String name) {
        if (!emissions.containsKey(name)) {
            return List.of(name);
        }
        String state = Stages.stateOf(name);
        boolean remembers = topology.graph().operators().stream()
                .anyMatch(stage -> stage.name().equals(state));
        return remembers ? List.of(name, state) : List.of(name);
    }

    /** Has tuples told to somebody, as {@link #start} does: where the job is run without being started here. */
    public void listen(Consumer<String> reader) {
        log.open(reader);
    }

    /** Has settings hold back each operator, and let crashed tasks stay away if the options say so. */
    public void prepare(Embedded settings) {
        configuration.operators().forEach(operator -> settings.hold(operator.id()));
        if (!options.restart()) {
            settings.restarts(false);
        }
    }

    /**
     * The script, for who carries it out without this pipeline, on a job that others command, too.
     *
     * @param recovery the label of how the job recovers
     */
    public List<Step> script(String recovery) {
        List<Step> steps = new ArrayList<>();
        broughtBack(recovery).ifPresent(text -> steps.add(Step.note("% " + text)));
        steps.addAll(ScriptSteps.of(configuration, script, options));
        return steps;
    }

    /**
     * Starts the job, each operator held back until a command starts it.
     *
     * @param settings how to run it; told which chains to hold back, and to let crashed tasks stay away if the options
     *     say so
     * @param withSinks {@link #topology}, its open ends led to sinks
     * @param log gets one line a call, one call at a time, from various threads: commands as a script writes them,
     *     tuples, status, and notes as comments
     * @throws IllegalStateException if it was started before
     */
    public Console start(Embedded settings, Topology withSinks, Consumer<String> log) {
        if (started.getAndSet(true)) {
            throw new IllegalStateException(
                    "job '%s' was started before; load its configuration again".formatted(topology.name()));
        }
        this.log.open(log);
        prepare(settings);
        Job job = settings.run(withSinks);
        broughtBack(job.report().recovery()).ifPresent(this.log::note);
        Puppets puppets = new Puppets(job, configuration, emissions, options);
        return new Console(puppets, configuration, script, options, this.log);
    }

    /** What promises to lose nothing needs who is to get it again. */
    private Optional<String> broughtBack(String recovery) {
        if (options.restart() || recovery.equals(Recovery.none().label())) {
            return Optional.empty();
        }
        return Optional.of(
                ("crashed replicas come back although they are not to be restarted: recovery by %s loses tuples"
                                + " without them; run at-most-once to see them stay away")
                        .formatted(recovery));
    }
}

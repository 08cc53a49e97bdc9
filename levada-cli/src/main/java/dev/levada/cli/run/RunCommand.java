package dev.levada.cli.run;

import dev.levada.api.Pipeline;
import dev.levada.api.recovery.Guarantee;
import dev.levada.cli.output.Output;
import dev.levada.cli.pipeline.Interruption;
import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.pipeline.PipelineArguments;
import dev.levada.cli.pipeline.Pipelines;
import dev.levada.cli.pipeline.SparesOptions;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.Program;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.agent.Agent;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobFailedException;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import dev.levada.node.processes.LocalWorkers;
import dev.levada.node.processes.Spares;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** See its description. */
@Command(
        name = "run",
        customSynopsis = "levada run PIPELINE [OPTIONS]",
        descriptionHeading = "%n",
        description =
                "Run a pipeline until its input ends: a YAML file, a DADSTORM configuration, a jar, or a bundled example.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada run wordcount --input book.txt",
            "  levada run wordcount --input 'logs/*.txt' --output counts.txt --guarantee exactly-once",
            "  levada run wordcount --input book.txt --output counts.txt --guarantee exactly-once --state-dir state",
            "  levada run wordcount --input book.txt --workers 2 --guarantee exactly-once --output counts.txt",
            "  levada run pipeline.yaml --set input=sensors.csv",
            "  levada run dadstorm.conf --loopback --time-scale 10 --output results/",
            "  levada run app.jar --set window=10 --report report.json"
        })
public final class RunCommand implements Callable<Integer> {
    private static final String EACH_TASK = "replicas";
    private final Terminal terminal;

    @Mixin
    private PipelineArguments arguments = new PipelineArguments();

    @Option(names = "--report", paramLabel = "FILE", description = "Write what the job did as JSON, also if it fails.")
    private @Nullable Path report;

    @Option(names = "--no-progress", description = "Show no progress on a terminal.")
    private boolean noProgress;

    @Option(
            names = "--workers",
            paramLabel = "N|replicas",
            description = "How many worker processes on this machine; 'replicas' for one for each task. 0, the default,"
                    + " runs the tasks in this process.")
    private String workers = "0";

    @Mixin
    private SparesOptions spares = new SparesOptions(0);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--from-savepoint",
            paramLabel = "DIR",
            description = "Begin with the state and the positions of a savepoint; 'levada savepoint' makes them.")
    private @Nullable Path fromSavepoint;

    @Option(
            names = "--record",
            description =
                    "Write what tasks choose into --state-dir, also where only workers or their hosts have it (causal,"
                            + " replicated, pessimistic:replicated, pessimistic:local), so that 'levada replay' can run them again.")
    private boolean record;

    @Option(names = "--list", description = "List the bundled examples.")
    private boolean list;

    private Consumer<Job> onStart = job -> {};

    public RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Has a job shown to somebody when it has been started. */
    public void onStart(Consumer<Job> viewer) {
        onStart = viewer;
    }

    @Override
    public Integer call() {
        if (list) {
            list();
            return ExitCode.DONE.code();
        }
        Optional<JsonFile> reportFile = Optional.ofNullable(report).map(JsonFile::at);
        try (LoadedPipeline pipeline = load();
                Beginning beginning = Beginning.of(fromSavepoint)) {
            return run(pipeline, beginning, reportFile).code();
        }
    }

    private void list() {
        List<Pipeline> all = Pipelines.bundled().stream()
                .sorted(Comparator.comparing(Pipeline::name))
                .toList();
        int width = all.stream().mapToInt(each -> each.name().length()).max().orElse(0);
        all.forEach(each -> terminal.out()
                .println(each.name() + " ".repeat(width - each.name().length()) + "  " + each.description()));
    }

    /** The pipeline that the arguments name. */
    LoadedPipeline load() {
        return Pipelines.load(arguments);
    }

    /** The same, where it does not matter which host this is. */
    LoadedPipeline loadAnywhere() {
        arguments.anywhere();
        return load();
    }

    /** Where open ends go, if the user says so. */
    Optional<String> output() {
        return arguments.output();
    }

    private Embedded settings(LoadedPipeline pipeline, StatusLine line) {
        Embedded settings = plainSettings(pipeline).doubts(line::print);
        int processes = processes();
        if (processes == 0 && !workers.equals(EACH_TASK)) {
            return settings;
        }
        List<String> words =
                new ArrayList<>(spec().commandLine().getParseResult().originalArgs());
        if (!words.isEmpty() && words.get(0).equals(spec().name())) {
            words.remove(0);
        }
        Consumer<String> log = log(line);
        return settings.workers(new LocalWorkers(processes, spares(), Program.MAIN, words, (text, isLog) -> {
            if (isLog) {
                log.accept(text);
            } else {
                line.print(text, terminal.out());
            }
        }));
    }

    // What is made of the same words for a cluster

    /** How it is to run, but for where. */
    Embedded plainSettings(LoadedPipeline pipeline) {
        return arguments.settings(pipeline).record(record);
    }

    Guarantee guarantee(LoadedPipeline pipeline) {
        return arguments.guarantee(pipeline);
    }

    Beginning beginning() {
        return Beginning.of(fromSavepoint);
    }

    /** How many processes were asked for, 0 for one for each task; empty if nothing was asked. */
    Optional<Integer> asked() {
        int processes = processes();
        return processes == 0 && !workers.equals(EACH_TASK) ? Optional.empty() : Optional.of(processes);
    }

    Spares spares() {
        return spares.spares();
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli fills it");
    }

    private int processes() {
        if (workers.equals(EACH_TASK)) {
            return 0;
        }
        if (!workers.matches("\\d{1,2}") || Integer.parseInt(workers) > Agent.MAX_WORKERS) {
            throw CommandException.badInput("--workers %s: a number from 0 to %d was expected, or '%s'"
                    .formatted(workers, Agent.MAX_WORKERS, EACH_TASK));
        }
        return Integer.parseInt(workers);
    }

    private ExitCode run(LoadedPipeline pipeline, Beginning beginning, Optional<JsonFile> reportFile) {
        StatusLine line = new StatusLine(terminal);
        pipeline.warnings().forEach(line::print);
        Embedded settings = beginning.applyTo(settings(pipeline, line));
        Output.attach(pipeline, arguments.output(), arguments.guarantee(pipeline), terminal.out());
        LoadedPipeline.Running running = pipeline.start(settings, pipeline.topology(), log(line));
        if (running.job().startEpoch() > 0) {
            terminal.err()
                    .println("levada: %s goes on from epoch %d"
                            .formatted(running.job().plan().job(), running.job().startEpoch()));
        }
        onStart.accept(running.job());
        Interruption interruption = Interruption.of(running.job());
        try {
            JobReport end = finish(running, line);
            Thread.interrupted(); // an interruption has done its work by now, and would spoil the report
            reportFile.ifPresent(file -> file.write(ReportContent.of(end)));
            return tell(end);
        } catch (JobFailedException e) {
            reportFile.ifPresent(file -> file.write(ReportContent.of(e.report())));
            throw e;
        } finally {
            interruption.close();
        }
    }

    /** The log goes to standard output, but where the job's tuples need that for themselves. */
    private Consumer<String> log(StatusLine line) {
        PrintStream out = arguments.output().isPresent() ? terminal.out() : terminal.err();
        return text -> line.print(text, out);
    }

    private JobReport finish(LoadedPipeline.Running running, StatusLine line) {
        if (noProgress || !terminal.watched()) {
            return running.finish();
        }
        Progress progress = Progress.start(running.job(), line);
        try {
            return running.finish();
        } finally {
            progress.close();
        }
    }

    private ExitCode tell(JobReport end) {
        if (terminal.watched()) {
            terminal.err()
                    .println("levada: %s %s: %s"
                            .formatted(
                                    end.job(),
                                    end.state() == JobState.CANCELLED ? "was cancelled" : "finished",
                                    Summary.of(end)));
        }
        return end.state() == JobState.CANCELLED ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }
}

package dev.levada.cli.run;

import dev.levada.api.Pipeline;
import dev.levada.cli.output.Output;
import dev.levada.cli.pipeline.Interruption;
import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.pipeline.PipelineArguments;
import dev.levada.cli.pipeline.Pipelines;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.JobFailedException;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "run",
        customSynopsis = "levada run PIPELINE [OPTIONS]",
        descriptionHeading = "%n",
        description = "Run a pipeline until its input ends: a DADSTORM configuration, a jar, or a bundled example.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada run wordcount --input book.txt",
            "  levada run wordcount --input 'logs/*.txt' --output counts.txt --guarantee exactly-once",
            "  levada run wordcount --input book.txt --output counts.txt --guarantee exactly-once --state-dir state",
            "  levada run dadstorm.conf --loopback --time-scale 10 --output results/",
            "  levada run app.jar --set window=10 --report report.json"
        })
public final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PipelineArguments arguments = new PipelineArguments();

    @Option(names = "--report", paramLabel = "FILE", description = "Write what the job did as JSON, also if it fails.")
    private @Nullable Path report;

    @Option(names = "--no-progress", description = "Show no progress on a terminal.")
    private boolean noProgress;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many worker processes; 0, the default and all there is in this version, runs in one.")
    private String workers = "0";

    @Option(
            names = "--from-savepoint",
            paramLabel = "DIR",
            description = "Begin with the state and the positions of a savepoint; 'levada savepoint' makes them.")
    private @Nullable Path fromSavepoint;

    @Option(names = "--list", description = "List the bundled examples.")
    private boolean list;

    public RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (list) {
            list();
            return ExitCode.DONE.code();
        }
        refuseWhatIsToCome();
        Optional<JsonFile> reportFile = Optional.ofNullable(report).map(JsonFile::at);
        try (LoadedPipeline pipeline = Pipelines.load(arguments);
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

    private void refuseWhatIsToCome() {
        if (workers.matches("[1-9]\\d*|replicas")) {
            throw CommandException.noCluster(
                    "--workers %s: worker processes are not in this version; leave it out to run in one process"
                            .formatted(workers));
        }
        if (!workers.equals("0")) {
            throw CommandException.badInput("--workers %s: a number was expected, such as 0".formatted(workers));
        }
    }

    private ExitCode run(LoadedPipeline pipeline, Beginning beginning, Optional<JsonFile> reportFile) {
        StatusLine line = new StatusLine(terminal);
        pipeline.warnings().forEach(line::print);
        Embedded settings = beginning.applyTo(arguments.settings(pipeline));
        Output.attach(pipeline, arguments.output(), arguments.guarantee(pipeline), terminal.out());
        LoadedPipeline.Running running = pipeline.start(settings, pipeline.topology(), log(line));
        if (running.job().startEpoch() > 0) {
            terminal.err()
                    .println("levada: %s goes on from epoch %d"
                            .formatted(running.job().plan().job(), running.job().startEpoch()));
        }
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

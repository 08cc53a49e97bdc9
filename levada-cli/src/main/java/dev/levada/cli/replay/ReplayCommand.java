package dev.levada.cli.replay;

import dev.levada.cli.output.Output;
import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.pipeline.PipelineArguments;
import dev.levada.cli.pipeline.Pipelines;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.cluster.replay.ReplayRange;
import dev.levada.core.plan.TaskId;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.replay.ReplayReport;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** See its description. */
@Command(
        name = "replay",
        customSynopsis = "levada replay PIPELINE --state-dir DIR --task TASK [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Run one task of a job again as it was recorded, up to where its log ends: a job that failed, was cancelled or"
                    + " was killed under --recovery pessimistic, optimistic or backtracking, or causal or replicated with --record. The"
                    + " tasks that made its input run again with it. Sinks write nothing, nothing outside is called, and DIR"
                    + " stays as it is.",
            "Give the words that the job was run with. Exit code 1 if not all could be done again, 3 if the job did not"
                    + " record enough."
        },
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada replay wordcount --input book.txt --state-dir state --task count#0",
            "  levada replay app.jar#orders --state-dir state --task match#1 --print records,answers,output",
            "  levada replay app.jar#orders --state-dir state --task match#1 --to 12",
            "  levada replay app.jar#orders --state-dir state --task match#1 --suspend"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;
    private final Terminal terminal;

    @Mixin
    private PipelineArguments arguments = new PipelineArguments();

    @Option(
            names = "--task",
            paramLabel = "TASK",
            required = true,
            description = "The operator, # and the number of the task: count#0. 'levada plan' shows them.")
    private String task = "";

    @Option(
            names = "--from",
            paramLabel = "EPOCH",
            description =
                    "The epoch that it goes back to: the last complete one, or the one before, and then it ends at"
                            + " the last. The last if not given.")
    private @Nullable Long from;

    @Option(
            names = "--to",
            paramLabel = "EPOCH",
            description = "End where this epoch begins, and compare the state with the snapshot that the task stored"
                    + " there. The last complete one, or a later one, if the task has stored it.")
    private @Nullable Long to;

    @Option(
            names = "--print",
            paramLabel = "KIND",
            split = ",",
            description =
                    "Print what the task does, a line each: ${COMPLETION-CANDIDATES}. Several with commas between.")
    private Set<PrintKind> print = EnumSet.noneOf(PrintKind.class);

    @Option(
            names = "--suspend",
            description = "Wait for a debugger, in a JVM of its own that listens to this machine only.")
    private boolean suspend;

    @Option(
            names = "--debug-port",
            paramLabel = "PORT",
            description = "Where --suspend waits; a free port if not given.")
    private int debugPort;

    @Spec
    private @Nullable CommandSpec spec;

    public ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (arguments.stateDirectory().isEmpty()) {
            throw CommandException.badInput("--state-dir is missing; name the state directory of the job");
        }
        if (debugPort < 0 || debugPort > MAX_PORT) {
            throw CommandException.badInput(
                    "--debug-port %d: a number from 0 to %d was expected".formatted(debugPort, MAX_PORT));
        }
        TaskId subject = TaskId.parse(task);
        if (suspend && !SuspendedReplay.isHere()) {
            return SuspendedReplay.run(words(), debugPort, terminal);
        }
        try (LoadedPipeline pipeline = Pipelines.load(arguments)) {
            return replay(pipeline, subject);
        }
    }

    private ReplayRange range() {
        ReplayRange range = ReplayRange.standard();
        range = from == null ? range : range.from(from);
        return to == null ? range : range.to(to);
    }

    private List<String> words() {
        CommandSpec own = Objects.requireNonNull(spec, "picocli fills it");
        List<String> words = new ArrayList<>(own.commandLine().getParseResult().originalArgs());
        if (words.isEmpty() || !words.get(0).equals(own.name())) {
            words.add(0, own.name());
        }
        return words;
    }

    private int replay(LoadedPipeline pipeline, TaskId subject) {
        pipeline.warnings().forEach(terminal.err()::println);
        pipeline.listen(terminal.err()::println);
        Output.attach(pipeline, arguments.output(), arguments.guarantee(pipeline), terminal.out());
        Embedded settings = arguments.settings(pipeline);
        PrintedReplay printed = new PrintedReplay(terminal.out(), print);
        ReplayReport report = settings.replay(pipeline.topology(), subject, range(), printed);
        ReplayText.of(report).forEach(terminal.out()::println);
        return (report.isComplete() ? ExitCode.DONE : ExitCode.FAILED).code();
    }
}

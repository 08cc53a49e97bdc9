package dev.levada.cli.lint;

import dev.levada.api.Topology;
import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.pipeline.PipelineArguments;
import dev.levada.cli.pipeline.Pipelines;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.Terminal;
import dev.levada.lint.Lint;
import dev.levada.lint.LintReport;
import dev.levada.testkit.Sanitizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "lint",
        customSynopsis = {"levada lint PIPELINE [OPTIONS]", "       levada lint --jar FILE"},
        descriptionHeading = "%n",
        description = {
            "Read the byte code of a pipeline's operators, lambdas included, for what a task that recovers by a log would"
                    + " not do again the same: clocks, chance, threads, static fields and the like. Nothing is run unless asked.",
            "Exit code 2 if there are errors."
        },
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada lint wordcount --input book.txt",
            "  levada lint app.jar#orders --set window=10 --format json",
            "  levada lint spikes --input sensors.csv --run",
            "  levada lint --jar app.jar",
            "  levada lint dadstorm.conf --loopback"
        })
public final class LintCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PipelineArguments arguments = new PipelineArguments();

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "Read all functions in a jar, in place of those that a pipeline uses.")
    private @Nullable Path jar;

    @Option(
            names = "--run",
            description =
                    "Also run each operator on the beginning of its input, and again as after a failure, and compare"
                            + " what it emits and keeps. Sinks write nothing.")
    private boolean run;

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "With --run: how many records of each input are read at most; 1000 if not given.")
    private int records = 1_000;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; text if not given.")
    private LintFormat format = LintFormat.text;

    public LintCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return jar == null ? lintPipeline() : tell(jar.toString(), lint(jar), Optional.empty());
    }

    private int lintPipeline() {
        try (LoadedPipeline pipeline = Pipelines.load(arguments)) {
            pipeline.warnings().forEach(terminal.err()::println);
            Topology topology = pipeline.topology();
            LintReport report = Lint.check(topology.graph());
            return tell(topology.name(), report, run ? Optional.of(rerun(topology)) : Optional.empty());
        }
    }

    private Sanitizer.Result rerun(Topology topology) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return Sanitizer.of(topology)
                .records(records)
                .classes(context != null ? context : LintCommand.class.getClassLoader())
                .run();
    }

    private LintReport lint(Path file) {
        if (run) {
            throw CommandException.badInput("--run: name a pipeline; there is nothing to run in a jar alone");
        }
        if (arguments.pipeline().isPresent()) {
            throw CommandException.badInput("--jar %s: name a pipeline or a jar, not both".formatted(file));
        }
        try {
            return Lint.check(file);
        } catch (IOException e) {
            throw CommandException.badInput("--jar %s: it cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private int tell(String subject, LintReport report, Optional<Sanitizer.Result> result) {
        switch (format) {
            case text -> tellText(subject, report, result);
            case json -> terminal.out().println(JsonFile.text(LintContent.of(subject, report, result)));
        }
        boolean repeats = result.map(Sanitizer.Result::differences)
                .filter(all -> !all.isEmpty())
                .isEmpty();
        return (report.errors().isEmpty() && repeats ? ExitCode.DONE : ExitCode.BAD_INPUT).code();
    }

    private void tellText(String subject, LintReport report, Optional<Sanitizer.Result> result) {
        report.findings().forEach(terminal.out()::println);
        report.trusted().forEach(place -> terminal.out().println("taken on trust: " + place));
        report.unseen().forEach(what -> terminal.out().println("not looked at: " + what));
        result.ifPresent(this::tellText);
        terminal.out()
                .println("%s: %s, %s%s"
                        .formatted(
                                subject,
                                counted(report.errors().size(), "error"),
                                counted(report.warnings().size(), "warning"),
                                result.map(ran -> ", "
                                                + counted(ran.differences().size(), "operator")
                                                + " with another result")
                                        .orElse("")));
    }

    private void tellText(Sanitizer.Result result) {
        result.differences().forEach(terminal.out()::println);
        result.records().forEach((operator, came) -> {
            if (came == 0) {
                terminal.out().println("not run: operator '%s', to which no record came".formatted(operator));
            }
        });
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}

package dev.levada.cli.bench;

import dev.levada.api.recovery.Recovery;
import dev.levada.bench.MatrixBench;
import dev.levada.bench.MatrixOptions;
import dev.levada.bench.Measurements;
import dev.levada.bench.TimedFault;
import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Figure;
import dev.levada.bench.result.Results;
import dev.levada.cli.pipeline.RecoveryLabels;
import dev.levada.cli.results.ResultsFile;
import dev.levada.cli.results.ResultsOptions;
import dev.levada.cli.run.RecoveryContent;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Program;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.agent.Agent;
import dev.levada.node.job.JobReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "matrix",
        customSynopsis = "levada bench matrix [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Measure applications of DSPBench under each protocol, at each parallelism, with each number of workers and"
                    + " each fault: first as fast as they can, in rounds, so that all have their share of what the machine"
                    + " does besides; then with records due at fixed times, at a part of the maximal rate of each."
                    + " Fails if any output is wrong.",
            "Latency counts from when a record was due until its output came out of the last operator, whoever was slow."
                    + " Of word count, throughput is told in words. In this process, input is made before; in workers,"
                    + " each record is made when it is read.",
            "What ran is in --report after each run, also when it is interrupted; with --resume the rest is run later."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada bench matrix",
            "  levada bench matrix --apps sd,wc --recovery none,checkpoint,causal --runs 5 --report m.json --html m.html",
            "  levada bench matrix --apps fd --workers 2 --fault kill-worker --latency-seconds 10 --report m.json",
            "  levada bench matrix --apps fd --workers 2 --fault kill-worker --latency-seconds 10 --report m.json --resume"
        })
final class MatrixCommand implements Callable<Integer> {
    private static final String NONE = "none";

    private final Terminal terminal;

    @Option(
            names = "--apps",
            paramLabel = "APP",
            split = ",",
            description = "Which applications; sd, fd, wc if not given.")
    private List<String> applications = List.of("sd", "fd", "wc");

    @Option(
            names = "--engines",
            paramLabel = "ENGINE",
            split = ",",
            description =
                    "Which engines; levada if not given. There is 'sequential', too, which is none, but the program"
                            + " that output is checked by; .ci/peers embedded brings others. All are told against the first.")
    private List<String> engines = List.of("levada");

    @Option(
            names = "--recovery",
            paramLabel = "PROTOCOL",
            split = ",",
            completionCandidates = RecoveryLabels.class,
            description = "Which protocols; none, checkpoint, pessimistic, causal, backtracking if not given; none is"
                    + " at-most-once. Other engines have none and checkpoint.")
    private List<String> protocols = List.of(NONE, "checkpoint", "pessimistic", "causal", "backtracking");

    @Option(names = "--parallelism", paramLabel = "N", split = ",", description = "Tasks an operator; 2 if not given.")
    private List<Integer> parallelism = List.of(2);

    @Option(
            names = "--workers",
            paramLabel = "N",
            split = ",",
            description = "Worker processes, new for each run; 0, for none but this one, if not given.")
    private List<Integer> workers = List.of(0);

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            split = ",",
            description = "What is made to fail in the middle of runs at a rate, besides runs without: crash-task, or"
                    + " kill-worker (with --workers). Under protocols that give exactly once.")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "How many records each run has as fast as it can; as many as take two seconds, if not given.")
    private long records;

    @Option(names = "--runs", paramLabel = "N", description = "How many rounds are counted; 3 if not given.")
    private int runs = 3;

    @Option(names = "--warmups", paramLabel = "N", description = "How many rounds come before; 2 if not given.")
    private int warmups = 2;

    @Option(
            names = "--load",
            paramLabel = "PART",
            description = "The part of the maximal rate at which latency is measured; 0.5 if not given.")
    private double load = 0.5;

    @Option(
            names = "--latency-seconds",
            paramLabel = "S",
            description = "How long each run at that rate takes; 5 if not given, 0 leaves them out.")
    private double latencySeconds = 5;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "When so many are over, no other run begins; 30 if not given.")
    private double minutes = 30;

    @Option(names = "--seed", paramLabel = "N", description = "What input is drawn from; 42 if not given.")
    private long seed = 42;

    @Mixin
    private ResultsOptions results = new ResultsOptions();

    @Option(names = "--resume", description = "Run only what --report has not got yet, and add it.")
    private boolean resume;

    MatrixCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        MatrixOptions options = options();
        Results before = before(options);
        ResultsOptions.Files files = results.open();
        StatusLine line = new StatusLine(terminal);
        MatrixBench.Report report = MatrixBench.run(options, before, new MatrixBench.Watcher() {
            @Override
            public void told(String text) {
                line.print(text);
            }

            @Override
            public void measured(Results soFar) {
                files.write(soFar, Map.of());
            }

            @Override
            public Map<String, Object> content(String protocol, JobReport.Recovered recovered) {
                return RecoveryContent.of(protocol, recovered);
            }
        });
        files.write(report.results(), more(report));
        table(report.results()).lines().forEach(terminal.out()::println);
        report.unmeasured().forEach((label, why) -> terminal.out().println(label + " is not measured: " + why));
        if (!report.complete()) {
            terminal.err()
                    .println("levada: the time was over before all was measured; --resume with --report goes on, and"
                            + " --minutes gives more");
        }
        return (report.complete() && report.results().exact() ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private static Map<String, Object> more(MatrixBench.Report report) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("complete", report.complete());
        more.put("unmeasured", report.unmeasured());
        return more;
    }

    private MatrixOptions options() {
        if (workers.stream().anyMatch(each -> each < 0 || each > Agent.MAX_WORKERS)) {
            throw CommandException.badInput(
                    "--workers: numbers from 0 to %d were expected".formatted(Agent.MAX_WORKERS));
        }
        if (parallelism.stream().anyMatch(each -> each < 1)) {
            throw CommandException.badInput("--parallelism: numbers from 1 were expected");
        }
        if (!(minutes > 0) || minutes > 10_000) {
            throw CommandException.badInput("--minutes %s: a number above 0 was expected".formatted(minutes));
        }
        List<Recovery> chosen = protocols.stream().map(MatrixCommand::protocol).toList();
        List<TimedFault.Kind> kinds = faults.stream().map(MatrixCommand::fault).toList();
        try {
            return new MatrixOptions(
                    applications,
                    engines,
                    chosen,
                    parallelism,
                    workers,
                    kinds,
                    records,
                    runs,
                    warmups,
                    load,
                    latencySeconds,
                    seed,
                    Duration.ofMillis((long) (minutes * 60_000)));
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput(String.valueOf(e.getMessage()));
        }
    }

    private static Recovery protocol(String label) {
        return label.equals(NONE) ? Recovery.none() : RecoveryLabels.parse(label);
    }

    private static TimedFault.Kind fault(String label) {
        return TimedFault.Kind.find(label)
                .orElseThrow(() -> CommandException.badInput(
                        "--fault %s: one of %s was expected".formatted(label, TimedFault.Kind.labels())));
    }

    /** What was measured before, if that is to be gone on with; or the frame for what comes. */
    private Results before(MatrixOptions options) {
        Measurements begun = Measurements.begin(Program.version());
        Results empty = new Results(
                "matrix", begun.at(), begun.environment(), options.settings(), options.baseline(), List.of());
        if (!resume) {
            return empty;
        }
        Path report = results.report()
                .orElseThrow(() -> CommandException.badInput("--resume: add --report FILE, which has what ran before"));
        if (!Files.exists(report)) {
            return empty;
        }
        Results before = ResultsFile.read(report).results();
        if (!before.settings().equals(empty.settings()) || !before.environment().isLike(empty.environment())) {
            throw CommandException.badInput(
                    "--resume: '%s' was measured with other settings, or elsewhere: %s there, %s here; name another --report"
                            .formatted(report, before.settings(), empty.settings()));
        }
        return before;
    }

    private static Table table(Results results) {
        Table table =
                new Table("CONFIGURATION", "PER-CORE-SECOND", "PER-SECOND", "P50-MS", "P99-MS", "LATE-MS", "OUTPUT");
        for (Configuration each : results.configurations()) {
            table.row(
                    results.label(each),
                    spoken(each, Figure.PER_CORE_SECOND, "%,.0f"),
                    spoken(each, Figure.PER_SECOND, "%,.0f"),
                    spoken(each, Figure.P50, "%.2f"),
                    spoken(each, Figure.P99, "%.2f"),
                    spoken(each, Figure.LATE, "%.0f"),
                    each.exact() ? "exact" : "WRONG");
        }
        return table;
    }

    private static Object spoken(Configuration configuration, Figure figure, String format) {
        return configuration
                .spread(figure)
                .map(spread -> spread.count() == 1
                        ? format.formatted(spread.median())
                        : (format + " (" + format + " to " + format + ")")
                                .formatted(spread.median(), spread.least(), spread.most()))
                .orElse("");
    }
}

package dev.levada.cli.dspbench;

import dev.levada.api.Parameters;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.bench.Measurements;
import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Results;
import dev.levada.cli.pipeline.RecoveryLabels;
import dev.levada.cli.results.ResultsOptions;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Program;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Terminal;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Applications;
import dev.levada.dspbench.Verdict;
import dev.levada.node.job.JobFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "matrix",
        customSynopsis = "levada dspbench matrix [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Run applications under recovery protocols, each at each parallelism and with each number of workers, exactly"
                    + " once, and print a table of the verdicts: 'exact', or what is wrong.",
            "Exits with 1 if any is not exact."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada dspbench matrix",
            "  levada dspbench matrix --apps wc,sd --recovery causal,checkpoint --parallelism 1,2,4 --workers 0,2",
            "  levada dspbench matrix --workers 2 --fault kill-worker",
            "  levada dspbench matrix --fault crash-task --report verdicts.json --html verdicts.html"
        })
final class MatrixCommand implements Callable<Integer> {
    /** No protocol of its own. */
    private static final String HYBRID = "hybrid";

    private final Terminal terminal;
    private boolean wrong;

    @Mixin
    private ApplicationInput input = new ApplicationInput();

    @Option(names = "--apps", paramLabel = "APP", split = ",", description = "Which applications; all if not given.")
    private List<String> codes = new ArrayList<>();

    @Option(
            names = "--recovery",
            paramLabel = "PROTOCOL",
            split = ",",
            description =
                    "Which protocols; checkpoint, pessimistic, causal, backtracking, optimistic if not given. hybrid"
                            + " is checkpoint, and causal for operators that take records by key; there is none with a loop.")
    private List<String> protocols = List.of("checkpoint", "pessimistic", "causal", "backtracking", "optimistic");

    @Option(names = "--parallelism", paramLabel = "N", split = ",", description = "Tasks an operator; 2 if not given.")
    private List<Integer> parallelism = List.of(2);

    @Option(
            names = "--workers",
            paramLabel = "N",
            split = ",",
            description = "Worker processes; 0, for none but this one, if not given.")
    private List<Integer> workers = List.of(0);

    @Mixin
    private ResultsOptions results = new ResultsOptions();

    private final List<Configuration> tried = new ArrayList<>();

    @Option(names = "--fault", paramLabel = "FAULT", description = "What fails at half of the input of each run.")
    private @Nullable String fault;

    MatrixCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        protocols.stream().filter(each -> !each.equals(HYBRID)).forEach(RecoveryLabels::parse);
        List<Application> applications = codes.isEmpty()
                ? Applications.all()
                : codes.stream().map(ApplicationInput::application).toList();
        if (FaultAtHalf.Kind.KILL_WORKER.label().equals(fault) && workers.contains(0)) {
            throw CommandException.badInput(
                    "--fault %s: --workers must be 1 or more, so that there is one".formatted(fault));
        }
        ResultsOptions.Files files = results.open();
        Measurements begun = Measurements.begin(Program.version());
        List<String> headings = new ArrayList<>(List.of("app", "parallelism", "workers"));
        headings.addAll(protocols);
        Table table = new Table(headings.toArray(String[]::new));
        Path directory = Files.createTempDirectory("levada-dspbench-");
        try {
            for (Application application : applications) {
                rows(application, table, directory.resolve("output.txt"));
            }
        } finally {
            Files.deleteIfExists(directory.resolve("output.txt"));
            Files.deleteIfExists(directory);
        }
        files.write(results(begun), Map.of());
        table.lines().forEach(terminal.out()::println);
        return (wrong ? ExitCode.FAILED : ExitCode.DONE).code();
    }

    private void rows(Application application, Table table, Path output) throws IOException {
        for (int tasks : parallelism) {
            for (int processes : workers) {
                List<Object> row = new ArrayList<>(List.of(application.about().code(), tasks, processes));
                for (String protocol : protocols) {
                    row.add(cell(application, protocol, tasks, processes, output));
                }
                table.row(row.toArray());
            }
        }
    }

    private String cell(Application application, String protocol, int tasks, int processes, Path output)
            throws IOException {
        if (protocol.equals(HYBRID)
                && operators(application).anyMatch(each -> !each.feedback().isEmpty())) {
            return "none";
        }
        Files.deleteIfExists(output);
        Map<String, String> of = of(application, protocol, tasks, processes);
        StatusLine line = new StatusLine(terminal);
        line.print("%s, %s, parallelism %d, %d workers"
                .formatted(application.about().code(), protocol, tasks, processes));
        try {
            Optional<FaultAtHalf> strike = Optional.ofNullable(fault)
                    .map(each -> new FaultAtHalf(
                            FaultAtHalf.Kind.parse(each), input.total(application), input.seed(), line::print));
            return new Trial(application, input.seed(), options(application, protocol, tasks, processes), strike)
                    .run(terminal, output, input.made(application))
                    .map(each -> word(each, of, strike))
                    .orElseGet(() -> wrong("interrupted"));
        } catch (JobFailedException e) {
            line.print(String.valueOf(e.getMessage()));
            tried.add(new Configuration(of, List.of(TriedContent.run(e.report(), fault != null, false, "failed"))));
            return wrong("FAILED");
        }
    }

    private List<String> options(Application application, String protocol, int tasks, int processes) {
        List<String> words = new ArrayList<>(List.of(
                "--guarantee",
                Guarantee.EXACTLY_ONCE.label(),
                "--parallelism",
                String.valueOf(tasks),
                "--workers",
                String.valueOf(processes),
                "--no-progress",
                "--set",
                "seed=" + input.seed(),
                "--set",
                "records=" + input.records(application)));
        words.addAll(recovery(application, protocol));
        if (fault != null) {
            words.addAll(List.of("--set", "rate=" + Trial.rateForFault(input.records(application))));
        }
        return words;
    }

    private static List<String> recovery(Application application, String protocol) {
        if (!protocol.equals(HYBRID)) {
            return List.of("--recovery", protocol);
        }
        List<String> words =
                new ArrayList<>(List.of("--recovery", Recovery.checkpoint().label()));
        operators(application)
                .filter(MatrixCommand::isKeyed)
                .forEach(operator -> words.addAll(List.of(
                        "--recover", operator.name() + "=" + Recovery.causal().label())));
        return words;
    }

    private static Stream<Operator> operators(Application application) {
        return application.build(new Parameters(List.of(), Map.of())).graph().operators().stream();
    }

    private static boolean isKeyed(Operator operator) {
        return operator.inputs().stream().anyMatch(input -> input.partitioning() instanceof Partitioning.ByKey);
    }

    private static Map<String, String> of(Application application, String protocol, int tasks, int processes) {
        Map<String, String> of = new LinkedHashMap<>();
        of.put("app", application.about().code());
        of.put("parallelism", String.valueOf(tasks));
        of.put("workers", String.valueOf(processes));
        of.put("recovery", protocol);
        return of;
    }

    private Results results(Measurements begun) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("seed", String.valueOf(input.seed()));
        settings.put("fault", fault == null ? "none" : fault);
        return new Results("dspbench matrix", begun.at(), begun.environment(), settings, Map.of(), tried);
    }

    private String word(Trial.Tried trial, Map<String, String> of, Optional<FaultAtHalf> strike) {
        Verdict verdict = trial.verdict();
        tried.add(new Configuration(of, List.of(TriedContent.run(trial.report(), fault != null, verdict.exact(), ""))));
        if (strike.isPresent() && !strike.get().happened()) {
            return wrong("no fault");
        }
        return verdict.exact()
                ? "exact"
                : wrong("WRONG: %d missing, %d extra, %d faults"
                        .formatted(
                                verdict.missing(),
                                verdict.extra(),
                                verdict.faults().size()));
    }

    private String wrong(String word) {
        wrong = true;
        return word;
    }
}

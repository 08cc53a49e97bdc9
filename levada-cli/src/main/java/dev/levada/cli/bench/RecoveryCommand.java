package dev.levada.cli.bench;

import dev.levada.api.recovery.Recovery;
import dev.levada.bench.Measurements;
import dev.levada.bench.RecoveryBench;
import dev.levada.bench.Workload;
import dev.levada.cli.pipeline.RecoveryLabels;
import dev.levada.cli.pipeline.SparesOptions;
import dev.levada.cli.results.ResultsOptions;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Program;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "recovery",
        customSynopsis = "levada bench recovery [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Run a job in two worker processes, kill one again and again, and measure how long output stops, that of the"
                    + " keys of the killed worker and that of all others. One protocol after the other. Fails if any"
                    + " output is wrong.",
            "Milliseconds since the kill. Of each column the median; of a gap the 95th percentile besides; of what comes"
                    + " later, and of others, the worst. 'levada timeline' draws the report."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada bench recovery",
            "  levada bench recovery --recovery checkpoint --kills 5 --spares 1 --state-mb 10",
            "  levada bench recovery --workload join --report recovery.json"
        })
final class RecoveryCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final RecoveryBench.Options defaults = RecoveryBench.Options.defaults();

    @Option(
            names = "--recovery",
            paramLabel = "PROTOCOL",
            split = ",",
            completionCandidates = RecoveryLabels.class,
            description = "Which protocols; all that give exactly once, if not given.")
    private List<String> protocols = new ArrayList<>();

    @Option(
            names = "--peers",
            paramLabel = "ENGINE",
            split = ",",
            description = "Other engines at the same work, after our protocols; .ci/peers recovery brings them.")
    private List<String> peers = new ArrayList<>();

    @Option(names = "--workload", paramLabel = "WORK", description = Workloads.HELP)
    private String workload = Workloads.STANDARD;

    @Option(names = "--runs", paramLabel = "N", description = "How many jobs for each protocol.")
    private int runs = defaults.runs();

    @Option(names = "--kills", paramLabel = "N", description = "How often a worker of each job is killed.")
    private int kills = defaults.kills();

    @Mixin
    private SparesOptions spares = new SparesOptions(defaults.spares().number());

    @Option(names = "--state-mb", paramLabel = "MB", description = "Keyed state besides that of the work itself.")
    private int megabytes = defaults.megabytes();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Records a second into the keyed operator: 200000 words, or 40000 orders and payments, if not"
                    + " given.")
    private @Nullable Double rate;

    @Option(names = "--seed", paramLabel = "N", description = "What the text and the kills are drawn from.")
    private long seed = defaults.seed();

    @Mixin
    private ResultsOptions results = new ResultsOptions();

    RecoveryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RecoveryBench.Options options = options();
        ResultsOptions.Files files = results.open();
        Measurements begun = Measurements.begin(Program.version());
        RecoveryBench.Report measured = RecoveryBench.run(options, new StatusLine(terminal)::print);
        files.write(begun.of(measured), RecoveryBenchContent.of(measured));
        RecoveryTable.lines(measured).forEach(terminal.out()::println);
        measured.unmeasured().forEach((label, why) -> terminal.out().println(label + " is not measured: " + why));
        return (measured.exact() ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private RecoveryBench.Options options() {
        Workload work = Workloads.parse(workload);
        List<Recovery> chosen = protocols.isEmpty()
                ? defaults.protocols()
                : protocols.stream().map(RecoveryLabels::parse).toList();
        try {
            return new RecoveryBench.Options(
                    work,
                    chosen,
                    peers,
                    runs,
                    kills,
                    spares.spares(),
                    megabytes,
                    rate != null ? rate : work.standardRate(),
                    seed);
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput(String.valueOf(e.getMessage()));
        }
    }
}

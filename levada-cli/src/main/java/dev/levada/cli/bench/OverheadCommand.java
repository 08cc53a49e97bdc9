package dev.levada.cli.bench;

import dev.levada.api.recovery.Recovery;
import dev.levada.bench.Measurements;
import dev.levada.bench.OverheadBench;
import dev.levada.cli.pipeline.RecoveryLabels;
import dev.levada.cli.results.ResultsOptions;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Program;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.agent.Agent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "overhead",
        customSynopsis = "levada bench overhead [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Run a job without a recovery protocol and with each, in turn: what do they cost while nothing fails? A keyed"
                    + " operator with state takes from the tasks of one or two sources; snapshots are taken every"
                    + " second, and without a protocol at the end alone. Fails if any output is wrong.",
            "A loss is what a protocol takes of the throughput without one in the same round, in percent: the median of"
                    + " the rounds, the least and the most. Wall clock and core-seconds (of all processes) are both told:"
                    + " on a machine that is shared, the latter is steadier. Measured is what lies between 40 and 97"
                    + " percent of the input. Then each runs at half of the rate without; latency counts from when a"
                    + " record was due until its output came out of the keyed operator."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada bench overhead",
            "  levada bench overhead --recovery pessimistic,causal --workers 3 --workload join",
            "  levada bench overhead --workers 0 --state-mb 0,100 --latency-seconds 0",
            "  levada bench overhead --records 10000000 --runs 3 --report overhead.json --html overhead.html"
        })
final class OverheadCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--recovery",
            paramLabel = "PROTOCOL",
            split = ",",
            completionCandidates = RecoveryLabels.class,
            description = "Which protocols; all that give exactly once, if not given.")
    private List<String> protocols = new ArrayList<>();

    @Option(names = "--workload", paramLabel = "WORK", description = Workloads.HELP)
    private String workload = Workloads.STANDARD;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many worker processes, new for each run; 0 for all in this process. 2 if not given.")
    private int workers = 2;

    @Option(
            names = {"--records", "--words"},
            paramLabel = "N",
            description = "How many records come to the keyed operator in each run: words, or orders and payments."
                    + " 400 million with worker processes, if not given, as short runs measure the compiler; joins"
                    + " are slower, and have enough in 100 million.")
    private @Nullable Long records;

    @Option(names = "--runs", paramLabel = "N", description = "How many rounds are counted.")
    private @Nullable Integer runs;

    @Option(names = "--warmups", paramLabel = "N", description = "How many rounds come before.")
    private @Nullable Integer warmups;

    @Option(
            names = "--latency-seconds",
            paramLabel = "S",
            description = "How long to measure the latency at half of the rate; 0 leaves it out.")
    private @Nullable Double latencySeconds;

    @Option(
            names = "--state-mb",
            paramLabel = "MB",
            split = ",",
            description = "Sizes of the keyed state besides that of the work; 0 if not given.")
    private List<Integer> megabytes = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "What the text is drawn from.")
    private @Nullable Long seed;

    @Mixin
    private ResultsOptions results = new ResultsOptions();

    OverheadCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        OverheadBench.Options options = options();
        ResultsOptions.Files files = results.open();
        Measurements begun = Measurements.begin(Program.version());
        OverheadBench.Report measured = OverheadBench.run(options, new StatusLine(terminal)::print);
        files.write(begun.of(measured), OverheadContent.of(measured));
        OverheadContent.lines(measured).forEach(terminal.out()::println);
        return (measured.exact() ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private OverheadBench.Options options() {
        if (workers < 0 || workers > Agent.MAX_WORKERS) {
            throw CommandException.badInput(
                    "--workers %d: a number from 0 to %d was expected".formatted(workers, Agent.MAX_WORKERS));
        }
        OverheadBench.Options defaults = OverheadBench.Options.defaults(workers);
        List<Recovery> chosen = protocols.isEmpty()
                ? defaults.protocols()
                : protocols.stream().map(RecoveryLabels::parse).toList();
        try {
            return new OverheadBench.Options(
                    Workloads.parse(workload),
                    workers,
                    chosen,
                    records != null ? records : defaults.records(),
                    runs != null ? runs : defaults.runs(),
                    warmups != null ? warmups : defaults.warmups(),
                    latencySeconds != null ? latencySeconds : defaults.latencySeconds(),
                    megabytes.isEmpty() ? defaults.megabytes() : megabytes,
                    seed != null ? seed : defaults.seed());
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput(String.valueOf(e.getMessage()));
        }
    }
}

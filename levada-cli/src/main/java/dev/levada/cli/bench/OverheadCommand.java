package dev.levada.cli.bench;

import dev.levada.bench.OverheadBench;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "overhead",
        customSynopsis = "levada bench overhead [OPTIONS]",
        descriptionHeading = "%n",
        description = "Count words without a recovery protocol and with each, in turn: what does it cost while nothing"
                + " fails? Snapshots are taken every second. Fails if a count is wrong.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada bench overhead",
            "  levada bench overhead --words 10000000 --runs 3 --state-mb 0 --report overhead.json"
        })
final class OverheadCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final OverheadBench.Options defaults = OverheadBench.Options.defaults();

    @Option(names = "--words", paramLabel = "N", description = "How many words each run counts.")
    private long words = defaults.words();

    @Option(names = "--runs", paramLabel = "N", description = "How many pairs of runs are counted.")
    private int runs = defaults.runs();

    @Option(names = "--warmups", paramLabel = "N", description = "How many pairs come before.")
    private int warmups = defaults.warmups();

    @Option(
            names = "--state-mb",
            paramLabel = "MB",
            split = ",",
            description = "Sizes of the keyed state besides the words; 0,100 if not given.")
    private List<Integer> megabytes = new ArrayList<>(defaults.megabytes());

    @Option(names = "--seed", paramLabel = "N", description = "What the text is drawn from.")
    private long seed = defaults.seed();

    @Option(names = "--report", paramLabel = "FILE", description = "Write the measurements as JSON.")
    private @Nullable Path report;

    OverheadCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<JsonFile> file = Optional.ofNullable(report).map(JsonFile::at);
        OverheadBench.Report measured = OverheadBench.run(
                new OverheadBench.Options(words, runs, warmups, megabytes, defaults.protocols(), seed),
                new StatusLine(terminal)::print);
        file.ifPresent(json -> json.write(content(measured)));
        measured.measured()
                .forEach(each -> terminal.out()
                        .println("%-24s %4d MB   %5.1f %% of the throughput, %5.1f %% of the words per core-second"
                                .formatted(
                                        each.recovery().label(),
                                        each.megabytes(),
                                        each.throughputLossPercent(),
                                        each.coreSecondLossPercent())));
        terminal.out().println("counts  %s".formatted(measured.exact() ? "all exact" : "WRONG"));
        return (measured.exact() ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private static Map<String, Object> content(OverheadBench.Report measured) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("bench", "overhead");
        content.put("words", measured.options().words());
        content.put("exact", measured.exact());
        content.put(
                "protocols",
                measured.measured().stream().map(OverheadCommand::protocol).toList());
        return content;
    }

    private static Map<String, Object> protocol(OverheadBench.Measured measured) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("recovery", measured.recovery().label());
        content.put("stateMegabytes", measured.megabytes());
        content.put("throughputLossPercent", measured.throughputLossPercent());
        content.put("coreSecondLossPercent", measured.coreSecondLossPercent());
        content.put("epochs", measured.epochs());
        content.put(
                "runs",
                measured.pairs().stream()
                        .map(pair -> Map.of(
                                "secondsWithout", pair.without().seconds(),
                                "secondsWith", pair.with().seconds()))
                        .toList());
        return content;
    }
}

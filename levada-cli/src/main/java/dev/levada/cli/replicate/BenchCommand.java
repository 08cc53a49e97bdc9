package dev.levada.cli.replicate;

import dev.levada.bench.replicas.ReplicasBench;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
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
        name = "bench",
        customSynopsis = "levada replicate bench --raw [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Measure the library against the consensus below it used by hand, in the same run: a counter with several"
                    + " replicas, all in this process, with a durable log.",
            "WAY is 'by hand' (an entry each, no sessions, no batches), 'unbatched' (the library, an entry each),"
                    + " 'library' (as it is by default) or 'queries' (linearizable reads); RATIO is to by hand."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada replicate bench --raw",
            "  levada replicate bench --raw --operations 50000 --in-flight 16,128,1024 --report raw.json"
        })
final class BenchCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--raw", description = "The comparison described above, the only one in this version.")
    private boolean raw;

    @Option(names = "--replicas", paramLabel = "N", description = "Of each group, 1 to 31; 3 if not given.")
    private int replicas = 3;

    @Option(
            names = "--operations",
            paramLabel = "N",
            description = "Of each measurement, after a fifth as many that do not count; 20000 if not given.")
    private int operations = 20_000;

    @Option(
            names = "--in-flight",
            split = ",",
            paramLabel = "N",
            description = "How many are on their way at a time, 1 to 1024; 16 and 128 if not given.")
    private List<Integer> inFlight = List.of(16, 128);

    @Option(names = "--runs", paramLabel = "N", description = "The median counts; 3 if not given.")
    private int runs = 3;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the measurements as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where the logs are, to measure another disk; new or empty.")
    private @Nullable Path directory;

    BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!raw) {
            throw CommandException.badInput("only --raw can be measured in this version; add it");
        }
        Optional<JsonFile> file = Optional.ofNullable(report).map(JsonFile::at);
        try {
            Scratch scratch = Scratch.of(directory);
            ReplicasBench.Report measured = ReplicasBench.run(options(scratch.path()), new StatusLine(terminal)::print);
            scratch.deleteIfTemporary();
            file.ifPresent(json -> json.write(content(measured)));
            table(measured).lines().forEach(terminal.out()::println);
            boolean clean = measured.measured().stream().allMatch(each -> each.failed() == 0);
            return (clean ? ExitCode.DONE : ExitCode.FAILED).code();
        } catch (IOException e) {
            throw CommandException.failed("it cannot be measured: " + e.getMessage(), e);
        }
    }

    private ReplicasBench.Options options(Path scratch) {
        try {
            return new ReplicasBench.Options(replicas, operations, inFlight, runs, scratch);
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput("--replicas, --operations, --in-flight, --runs: " + e.getMessage());
        }
    }

    private static Table table(ReplicasBench.Report report) {
        Table table = new Table("WAY", "IN-FLIGHT", "PER-SECOND", "P50-MS", "P99-MS", "RATIO", "FAILED");
        report.measured()
                .forEach(each -> table.row(
                        each.way().label(),
                        each.inFlight(),
                        "%,.0f".formatted(each.perSecond()),
                        "%.2f".formatted(each.p50Millis()),
                        "%.2f".formatted(each.p99Millis()),
                        report.ratio(each).map("%.2f"::formatted).orElse("-"),
                        each.failed()));
        return table;
    }

    private static Map<String, Object> content(ReplicasBench.Report report) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("bench", "replicate-raw");
        content.put("replicas", report.options().replicas());
        content.put("operations", report.options().operations());
        content.put("runs", report.options().runs());
        content.put(
                "measured",
                report.measured().stream().map(each -> measured(report, each)).toList());
        return content;
    }

    private static Map<String, Object> measured(ReplicasBench.Report report, ReplicasBench.Measured measured) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("way", measured.way().label());
        content.put("inFlight", measured.inFlight());
        content.put("perSecond", measured.perSecond());
        content.put("p50Ms", measured.p50Millis());
        content.put("p99Ms", measured.p99Millis());
        report.ratio(measured).ifPresent(ratio -> content.put("ratio", ratio));
        content.put("failed", measured.failed());
        return content;
    }
}

package dev.levada.cli.bench;

import dev.levada.bench.RecoveryBench;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "recovery",
        customSynopsis = "levada bench recovery [OPTIONS]",
        descriptionHeading = "%n",
        description = "Count words in two worker processes, kill one again and again, and measure how long its output"
                + " stops. Fails if a count is wrong.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada bench recovery",
            "  levada bench recovery --kills 5 --spares 1 --state-mb 10 --report recovery.json"
        })
final class RecoveryCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final RecoveryBench.Options defaults = RecoveryBench.Options.defaults();

    @Option(names = "--kills", paramLabel = "N", description = "How often a worker is killed.")
    private int kills = defaults.kills();

    @Option(names = "--spares", paramLabel = "N", description = "How many more workers stand by.")
    private int spares = defaults.spares();

    @Option(names = "--state-mb", paramLabel = "MB", description = "Keyed state besides the words.")
    private int megabytes = defaults.megabytes();

    @Option(names = "--rate", paramLabel = "N", description = "Words a second.")
    private double rate = defaults.wordsPerSecond();

    @Option(names = "--seed", paramLabel = "N", description = "What the text and the kills are drawn from.")
    private long seed = defaults.seed();

    @Option(names = "--report", paramLabel = "FILE", description = "Write the measurements as JSON.")
    private @Nullable Path report;

    RecoveryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<JsonFile> file = Optional.ofNullable(report).map(JsonFile::at);
        RecoveryBench.Report measured = RecoveryBench.run(options(), new StatusLine(terminal)::print);
        file.ifPresent(json -> json.write(content(measured)));
        tell("detected", measured, RecoveryBench.Kill::detected);
        tell("fenced", measured, RecoveryBench.Kill::fenced);
        tell("online", measured, RecoveryBench.Kill::online);
        tell("complete", measured, RecoveryBench.Kill::complete);
        tell("gap", measured, RecoveryBench.Kill::gap);
        terminal.out().println("counts    %s".formatted(measured.exact() ? "exact" : "WRONG"));
        return (measured.exact() ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private RecoveryBench.Options options() {
        try {
            return new RecoveryBench.Options(defaults.recovery(), kills, spares, megabytes, rate, seed);
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput(String.valueOf(e.getMessage()));
        }
    }

    private void tell(String name, RecoveryBench.Report measured, ToDoubleFunction<RecoveryBench.Kill> time) {
        terminal.out()
                .println("%-9s %6.0f ms p50, %6.0f ms p95"
                        .formatted(name, measured.percentile(time, 50), measured.percentile(time, 95)));
    }

    private static Map<String, Object> content(RecoveryBench.Report measured) {
        Map<String, Object> protocol = new LinkedHashMap<>();
        protocol.put("recovery", measured.options().recovery().label());
        protocol.put("stateMegabytes", measured.options().megabytes());
        protocol.put("spares", measured.options().spares());
        protocol.put("wordsPerSecond", measured.options().wordsPerSecond());
        protocol.put("detectedMs", percentiles(measured, RecoveryBench.Kill::detected));
        protocol.put("fencedMs", percentiles(measured, RecoveryBench.Kill::fenced));
        protocol.put("onlineMs", percentiles(measured, RecoveryBench.Kill::online));
        protocol.put("completeMs", percentiles(measured, RecoveryBench.Kill::complete));
        protocol.put("gapMs", percentiles(measured, RecoveryBench.Kill::gap));
        protocol.put(
                "runs", measured.kills().stream().map(RecoveryCommand::kill).toList());
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("bench", "recovery");
        content.put("exact", measured.exact());
        content.put("protocols", List.of(protocol));
        return content;
    }

    private static Map<String, Object> percentiles(
            RecoveryBench.Report measured, ToDoubleFunction<RecoveryBench.Kill> time) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("p50", measured.percentile(time, 50));
        content.put("p95", measured.percentile(time, 95));
        return content;
    }

    private static Map<String, Object> kill(RecoveryBench.Kill kill) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("detectedMs", kill.detected());
        content.put("fencedMs", kill.fenced());
        content.put("onlineMs", kill.online());
        content.put("completeMs", kill.complete());
        content.put("gapMs", kill.gap());
        return content;
    }
}

package dev.levada.cli.bench;

import dev.levada.bench.WordCountBench;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "wordcount",
        customSynopsis = "levada bench wordcount [OPTIONS]",
        descriptionHeading = "%n",
        description = "Count words with the engine and with a hand-written loop, in turn. Fails if a count is wrong.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada bench wordcount",
            "  levada bench wordcount --words 2000000 --runs 3 --latency-seconds 0 --report bench.json"
        })
final class WordCountCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final WordCountBench.Options defaults = WordCountBench.Options.defaults();

    @Option(names = "--words", paramLabel = "N", description = "How many words each run counts.")
    private long words = defaults.words();

    @Option(names = "--runs", paramLabel = "N", description = "How many runs of each are counted.")
    private int runs = defaults.runs();

    @Option(names = "--warmups", paramLabel = "N", description = "How many runs of each come before.")
    private int warmups = defaults.warmups();

    @Option(
            names = "--latency-seconds",
            paramLabel = "S",
            description = "How long to measure the latency at half of the maximal rate; 0 leaves it out.")
    private double latencySeconds = defaults.latencySeconds();

    @Option(names = "--seed", paramLabel = "N", description = "What the text is drawn from.")
    private long seed = defaults.seed();

    @Option(names = "--report", paramLabel = "FILE", description = "Write the measurements as JSON.")
    private @Nullable Path report;

    WordCountCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        WordCountBench.Options options = new WordCountBench.Options(words, runs, warmups, latencySeconds, seed);
        Optional<JsonFile> file = Optional.ofNullable(report).map(JsonFile::at);
        WordCountBench.Report measured = WordCountBench.run(options, new StatusLine(terminal)::print);
        file.ifPresent(json -> json.write(MeasuredContent.of(measured)));
        tell(measured);
        return (measured.exact() ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private void tell(WordCountBench.Report measured) {
        say(
                "engine  %.2f million words per core-second, %.2f per second",
                measured.engineWordsPerCoreSecond() / 1e6, measured.engineWordsPerSecond() / 1e6);
        say(
                "loop    %.2f million words per core-second, %.2f per second",
                measured.loopWordsPerCoreSecond() / 1e6, measured.loopWordsPerSecond() / 1e6);
        say(
                "ratio   %.3f of the loop, %.3f of the tuned loop, per core-second (medians of neighbouring runs)",
                measured.ratioPerCoreSecondToLoop(), measured.ratioPerCoreSecondToTunedLoop());
        measured.latencyAtHalfRate()
                .ifPresent(latency -> say(
                        "latency %.2f ms p50, %.2f ms p99, %.2f ms p999 at %.1f million words per second",
                        latency.p50(), latency.p99(), latency.p999(), measured.halfRateWordsPerSecond() / 1e6));
        say("counts  %s", measured.exact() ? "all exact" : "WRONG");
    }

    private void say(String format, Object... values) {
        terminal.out().println(format.formatted(values));
    }
}

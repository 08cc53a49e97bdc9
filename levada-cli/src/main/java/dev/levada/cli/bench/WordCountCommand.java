package dev.levada.cli.bench;

import dev.levada.bench.Measurements;
import dev.levada.bench.WordCountBench;
import dev.levada.cli.results.ResultsOptions;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Program;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.agent.Agent;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "  levada bench wordcount --workers 2",
            "  levada bench wordcount --words 2000000 --runs 3 --latency-seconds 0 --report bench.json"
        })
final class WordCountCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--words", paramLabel = "N", description = "How many words each run counts.")
    private @Nullable Long words;

    @Option(names = "--runs", paramLabel = "N", description = "How many runs of each are counted.")
    private @Nullable Integer runs;

    @Option(names = "--warmups", paramLabel = "N", description = "How many runs of each come before.")
    private @Nullable Integer warmups;

    @Option(
            names = "--latency-seconds",
            paramLabel = "S",
            description = "How long to measure the latency at half of the maximal rate; 0 leaves it out.")
    private @Nullable Double latencySeconds;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many worker processes the engine has, exactly once, against loops of two processes; 0,"
                    + " the default, for all in this process, at most once.")
    private int workers;

    @Option(names = "--seed", paramLabel = "N", description = "What the text is drawn from.")
    private @Nullable Long seed;

    @Mixin
    private ResultsOptions results = new ResultsOptions();

    WordCountCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        WordCountBench.Options options = options();
        ResultsOptions.Files files = results.open();
        Measurements begun = Measurements.begin(Program.version());
        WordCountBench.Report measured = WordCountBench.run(options, new StatusLine(terminal)::print);
        files.write(begun.of(measured), MeasuredContent.of(measured));
        tell(measured);
        return (measured.exact() ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private WordCountBench.Options options() {
        if (workers < 0 || workers > Agent.MAX_WORKERS) {
            throw CommandException.badInput(
                    "--workers %d: a number from 0 to %d was expected".formatted(workers, Agent.MAX_WORKERS));
        }
        if (workers > 0 && latencySeconds != null && latencySeconds > 0) {
            throw CommandException.badInput(
                    "--latency-seconds %s: the latency is measured in one process only; leave out --workers"
                            .formatted(latencySeconds));
        }
        WordCountBench.Options defaults =
                workers > 0 ? WordCountBench.Options.defaults(workers) : WordCountBench.Options.defaults();
        return new WordCountBench.Options(
                words != null ? words : defaults.words(),
                runs != null ? runs : defaults.runs(),
                warmups != null ? warmups : defaults.warmups(),
                latencySeconds != null ? latencySeconds : defaults.latencySeconds(),
                workers,
                seed != null ? seed : defaults.seed());
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

package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import dev.levada.node.job.JobReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Word count by the engine and by hand-written loops, in turn, in this process or in some others, and then by the
 * engine at half of its maximal rate for the latency. Every run's result is checked.
 */
public final class WordCountBench {
    private final Options options;
    private final Consumer<String> progress;
    private final Sentences sentences;

    private WordCountBench(Options options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
        this.sentences = new Sentences(options.seed());
    }

    /**
     * How to measure.
     *
     * @param words how many each run counts
     * @param runs how many counted runs of each, from 1
     * @param warmups how many runs of each come before and are not counted
     * @param latencySeconds how long the run at half rate lasts, and one before it that is not counted; 0 leaves both
     *     out
     * @param workers how many processes the engine has, against loops of two; 0 for all in this process
     */
    public record Options(long words, int runs, int warmups, double latencySeconds, int workers, long seed) {
        private static final long MIN_WORDS = Marks.MIN_COUNT * Sentences.WORDS_EACH;

        public Options {
            if (words < (workers > 0 ? MIN_WORDS : Sentences.WORDS_EACH)
                    || runs < 1
                    || warmups < 0
                    || latencySeconds < 0
                    || workers < 0) {
                throw new IllegalArgumentException(
                        "words must be at least 10, or 100000 for workers; runs at least 1; warm-ups, latency seconds and workers at least 0");
            }
        }

        /** For the engine in this process. */
        public static Options defaults() {
            return new Options(20_000_000, 5, 5, 5, 0, 1);
        }

        /** For so many worker processes: longer, as each run compiles anew, and without latency. */
        public static Options defaults(int workers) {
            return new Options(150_000_000, 5, 0, 0, workers, 1);
        }
    }

    /** One run. */
    public record Run(double seconds, double cpuSeconds, double wordsPerSecond, double wordsPerCoreSecond) {}

    /**
     * What was measured.
     *
     * @param engine each counted run
     * @param loop each counted run of the plain loop, in turn with the engine's
     * @param tunedLoop each counted run of the tuned loop, in turn with the others
     * @param exact whether every run, warm-ups included, counted every word exactly
     */
    public record Report(
            Options options,
            List<Run> engine,
            List<Run> loop,
            List<Run> tunedLoop,
            boolean exact,
            double halfRateWordsPerSecond,
            Optional<JobReport.Latency> latencyAtHalfRate) {

        public double engineWordsPerCoreSecond() {
            return Cost.median(
                    engine.stream().mapToDouble(Run::wordsPerCoreSecond).toArray());
        }

        public double engineWordsPerSecond() {
            return Cost.median(engine.stream().mapToDouble(Run::wordsPerSecond).toArray());
        }

        public double loopWordsPerCoreSecond() {
            return Cost.median(
                    loop.stream().mapToDouble(Run::wordsPerCoreSecond).toArray());
        }

        public double loopWordsPerSecond() {
            return Cost.median(loop.stream().mapToDouble(Run::wordsPerSecond).toArray());
        }

        /** The median of the ratios of neighbouring runs: the engine's words per core-second to the loop's. */
        public double ratioPerCoreSecondToLoop() {
            return ratio(loop);
        }

        /** The same, to the tuned loop. */
        public double ratioPerCoreSecondToTunedLoop() {
            return ratio(tunedLoop);
        }

        private double ratio(List<Run> others) {
            double[] ratios = new double[engine.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = engine.get(i).wordsPerCoreSecond() / others.get(i).wordsPerCoreSecond();
            }
            return Cost.median(ratios);
        }
    }

    /** @param progress told what is being run, a line each */
    public static Report run(Options options, Consumer<String> progress) {
        return new WordCountBench(options, progress).run();
    }

    private Report run() {
        long count = options.words() / Sentences.WORDS_EACH;
        Tally expected = Tally.of(sentences.counts(count));
        List<Run> engine = new ArrayList<>();
        List<Run> loop = new ArrayList<>();
        List<Run> tuned = new ArrayList<>();
        boolean exact = true;
        for (int i = -options.warmups(); i < options.runs(); i++) {
            Measured byTuned = byLoop(count, true);
            Measured byLoop = byLoop(count, false);
            Measured byEngine = byEngine(count);
            exact &= byTuned.tally().equals(expected)
                    && byLoop.tally().equals(expected)
                    && byEngine.tally().equals(expected);
            progress.accept("%s: tuned loop %.2f, loop %.2f, engine %.2f million words per core-second"
                    .formatted(
                            i < 0 ? "warm-up" : "run " + (i + 1),
                            byTuned.run().wordsPerCoreSecond() / 1e6,
                            byLoop.run().wordsPerCoreSecond() / 1e6,
                            byEngine.run().wordsPerCoreSecond() / 1e6));
            if (i >= 0) {
                tuned.add(byTuned.run());
                loop.add(byLoop.run());
                engine.add(byEngine.run());
            }
        }
        Report atFullRate = new Report(options, engine, loop, tuned, exact, 0, Optional.empty());
        return options.latencySeconds() > 0 ? withLatency(atFullRate) : atFullRate;
    }

    private Report withLatency(Report measured) {
        double halfRate = measured.engineWordsPerSecond() / 2;
        double sentencesPerSecond = halfRate / Sentences.WORDS_EACH;
        long count = (long) (sentencesPerSecond * options.latencySeconds());
        progress.accept("latency at %.1f million words per second".formatted(halfRate / 1e6));
        // Once for the compiler, which has not seen a source with a rate yet; not counted.
        EngineWordCount.run(sentences, count, sentencesPerSecond);
        EngineWordCount.Outcome outcome = EngineWordCount.run(sentences, count, sentencesPerSecond);
        boolean exact = measured.exact() && outcome.tally().equals(Tally.of(sentences.counts(count)));
        return new Report(
                options,
                measured.engine(),
                measured.loop(),
                measured.tunedLoop(),
                exact,
                halfRate,
                outcome.report().latency());
    }

    private record Measured(Run run, Tally tally) {}

    private Measured byLoop(long count, boolean tuned) {
        return options.workers() > 0
                ? between(ProcessWordCount.byLoop(job(count), tuned), Marks.of(count, 1))
                : whole(
                        () -> HandWrittenLoop.run(sentences, count, tuned ? WordCounts::tuned : WordCounts::plain),
                        Tally::of);
    }

    private Measured byEngine(long count) {
        return options.workers() > 0
                ? between(
                        ProcessWordCount.byEngine(job(count), options.workers()),
                        Marks.of(count, RemoteJob.PARALLELISM))
                : whole(() -> EngineWordCount.run(sentences, count, 0).tally(), tally -> tally);
    }

    private RemoteJob job(long count) {
        return new RemoteJob(options.seed(), count);
    }

    private static Measured between(ProcessWordCount counted, Marks marks) {
        return new Measured(run(counted.cost(), marks.words()), counted.tally());
    }

    /** @param tallied what is not measured */
    private <T> Measured whole(Supplier<T> work, Function<T, Tally> tallied) {
        AtomicReference<T> result = new AtomicReference<>();
        Cost cost = Cost.of(() -> result.set(work.get()));
        return new Measured(run(cost, options.words()), tallied.apply(requireNonNull(result.get())));
    }

    private static Run run(Cost cost, long words) {
        return new Run(cost.seconds(), cost.cpuSeconds(), words / cost.seconds(), words / cost.cpuSeconds());
    }
}

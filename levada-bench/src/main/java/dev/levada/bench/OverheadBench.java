package dev.levada.bench;

import dev.levada.api.recovery.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a recovery protocol costs while nothing fails: the same word count without one and with one in turn, with
 * snapshots every second, over small state and over large. Every run's result is checked.
 */
public final class OverheadBench {
    private final Options options;
    private final Consumer<String> progress;
    private final Sentences sentences;
    private boolean exact = true;

    private OverheadBench(Options options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
        this.sentences = new Sentences(options.seed());
    }

    /**
     * How to measure.
     *
     * @param words how many each run counts
     * @param runs how many counted pairs of runs for each protocol and size of state, from 1
     * @param warmups how many pairs come before and are not counted
     * @param megabytes the sizes of state
     */
    public record Options(
            long words, int runs, int warmups, List<Integer> megabytes, List<Recovery> protocols, long seed) {
        public Options {
            megabytes = List.copyOf(megabytes);
            protocols = List.copyOf(protocols);
            if (words < Sentences.WORDS_EACH || runs < 1 || warmups < 0) {
                throw new IllegalArgumentException("words must be at least 10, runs at least 1, warm-ups at least 0");
            }
        }

        public static Options defaults() {
            return new Options(
                    40_000_000,
                    5,
                    2,
                    List.of(0, 100),
                    List.of(Recovery.checkpoint(), Recovery.atLeastOnceSnapshot(), Recovery.atLeastOnce()),
                    1);
        }
    }

    /** Two runs, one after the other: without and with the protocol. */
    public record Pair(Cost without, Cost with) {

        /** How much of the throughput the protocol cost; negative if it was faster. */
        double loss() {
            return 1 - without.seconds() / with.seconds();
        }

        double coreSecondLoss() {
            return 1 - without.cpuSeconds() / with.cpuSeconds();
        }
    }

    /**
     * One protocol over one size of state.
     *
     * @param epochs how many epochs were completed in all counted runs
     */
    public record Measured(Recovery recovery, int megabytes, List<Pair> pairs, long epochs) {

        /** The median of the pairs, in percent of the throughput without. */
        public double throughputLossPercent() {
            return 100 * Cost.median(pairs.stream().mapToDouble(Pair::loss).toArray());
        }

        /** The same, of the words per core-second. */
        public double coreSecondLossPercent() {
            return 100
                    * Cost.median(
                            pairs.stream().mapToDouble(Pair::coreSecondLoss).toArray());
        }
    }

    /** @param exact whether every run, warm-ups included, counted every word exactly */
    public record Report(Options options, List<Measured> measured, boolean exact) {}

    /** @param progress told what is being run, a line each */
    public static Report run(Options options, Consumer<String> progress) {
        return new OverheadBench(options, progress).run();
    }

    private Report run() {
        List<Measured> measured = new ArrayList<>();
        for (int megabytes : options.megabytes()) {
            for (Recovery recovery : options.protocols()) {
                measured.add(measure(recovery, new LargeState(megabytes)));
            }
        }
        return new Report(options, measured, exact);
    }

    private Measured measure(Recovery recovery, LargeState state) {
        List<Pair> pairs = new ArrayList<>();
        long epochs = 0;
        for (int i = -options.warmups(); i < options.runs(); i++) {
            long[] completed = new long[1];
            Cost without = cost(Recovery.none(), state, new long[1]);
            Cost with = cost(recovery, state, completed);
            Pair pair = new Pair(without, with);
            progress.accept("%s, %d MB, %s: %.2f s without, %.2f s with, %d epochs: %.1f %%"
                    .formatted(
                            recovery.label(),
                            state.megabytes(),
                            i < 0 ? "warm-up" : "run " + (i + 1),
                            without.seconds(),
                            with.seconds(),
                            completed[0],
                            100 * pair.loss()));
            if (i >= 0) {
                pairs.add(pair);
                epochs += completed[0];
            }
        }
        return new Measured(recovery, state.megabytes(), pairs, epochs);
    }

    private Cost cost(Recovery recovery, LargeState state, long[] epochs) {
        long count = options.words() / Sentences.WORDS_EACH;
        Tally expected = Tally.of(sentences.counts(count));
        return Cost.of(() -> {
            EngineWordCount.Outcome outcome = EngineWordCount.run(sentences, count, recovery, state);
            exact &= outcome.tally().equals(expected);
            epochs[0] = outcome.report().epochs();
        });
    }
}

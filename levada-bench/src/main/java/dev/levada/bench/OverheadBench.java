package dev.levada.bench;

import dev.levada.api.recovery.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * What recovery protocols cost while nothing fails: the same job without one and with each in turn, with snapshots
 * every second. Every run's output is checked.
 */
public final class OverheadBench {
    /** Until processes are there; those that have no rate need not wait. */
    private static final double START_SECONDS = 3;

    private final Options options;
    private final Consumer<String> progress;
    private final Total expected;
    private boolean exact = true;

    private OverheadBench(Options options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
        this.expected = options.workload().expected(job(Double.POSITIVE_INFINITY, 0, options.count()));
    }

    /**
     * How to measure.
     *
     * @param workers how many worker processes; 0 for all in this process
     * @param protocols each against none
     * @param records how many come to the keyed operator in each run
     * @param runs how many counted rounds of runs, from 1: one without a protocol and one with each
     * @param warmups how many rounds come before and are not counted
     * @param latencySeconds how long is measured in the runs at half of the rate; 0 leaves them out
     * @param megabytes the sizes of state besides that of the work
     */
    public record Options(
            Workload workload,
            int workers,
            List<Recovery> protocols,
            long records,
            int runs,
            int warmups,
            double latencySeconds,
            List<Integer> megabytes,
            long seed) {
        public Options {
            megabytes = List.copyOf(megabytes);
            protocols = List.copyOf(protocols);
            long fewest = Marks.MIN_COUNT * workload.sources() * workload.keyedPerRecord();
            if (workers < 0 || runs < 1 || warmups < 0 || !(latencySeconds >= 0) || records < fewest) {
                throw new IllegalArgumentException(
                        "records must be at least %d, runs at least 1, workers, warm-ups and latency seconds at least 0"
                                .formatted(fewest));
            }
            if (megabytes.isEmpty() || megabytes.stream().anyMatch(each -> each < 0)) {
                throw new IllegalArgumentException("sizes of state must be at least 0, were " + megabytes);
            }
            if (protocols.isEmpty() || protocols.contains(Recovery.none())) {
                throw new IllegalArgumentException("what is measured against none is some other protocol");
            }
        }

        /** @param workers as there: processes are new for each run, and compile for half a minute and more */
        public static Options defaults(int workers) {
            return new Options(
                    Workload.WORDCOUNT,
                    workers,
                    List.of(
                            Recovery.checkpoint(),
                            Recovery.pessimistic(),
                            Recovery.causal(),
                            Recovery.backtracking(),
                            Recovery.replicated()),
                    workers > 0 ? 400_000_000 : 40_000_000,
                    workers > 0 ? 3 : 5,
                    workers > 0 ? 0 : 2,
                    10,
                    List.of(0),
                    1);
        }

        long count() {
            return (long) workload.ofEachSource((double) records);
        }
    }

    /** Two runs of one round: without and with the protocol. */
    public record Pair(Cost without, Cost with) {

        /** How much of the throughput the protocol cost; negative if it was faster. */
        double loss() {
            return 1 - without.seconds() / with.seconds();
        }

        double coreSecondLoss() {
            return 1 - without.cpuSeconds() / with.cpuSeconds();
        }
    }

    /** Milliseconds from when a record was due until its output came out of the keyed operator. */
    public record Latency(double p50, double p99, double p999) {}

    /**
     * One protocol over one size of state.
     *
     * @param epochs how many were completed in all counted runs
     * @param latency at half of the rate without a protocol
     */
    public record Measured(Recovery recovery, int megabytes, List<Pair> pairs, long epochs, Optional<Latency> latency) {

        public Measured {
            pairs = List.copyOf(pairs);
        }

        /** The median of the rounds, in percent of the throughput without. */
        public double throughputLossPercent() {
            return Cost.median(percents(Pair::loss));
        }

        /** The same, of the records per core-second. */
        public double coreSecondLossPercent() {
            return Cost.median(percents(Pair::coreSecondLoss));
        }

        /** The losses of all rounds, ascending. */
        public double[] throughputLosses() {
            return percents(Pair::loss);
        }

        /** The same, of the records per core-second. */
        public double[] coreSecondLosses() {
            return percents(Pair::coreSecondLoss);
        }

        private double[] percents(ToDoubleFunction<Pair> loss) {
            return pairs.stream()
                    .mapToDouble(pair -> 100 * loss.applyAsDouble(pair))
                    .sorted()
                    .toArray();
        }
    }

    /**
     * What was measured, in the order of sizes and protocols.
     *
     * @param without the latency without a protocol, for each size of state
     * @param exact whether every run, warm-ups included, had all output once
     */
    public record Report(
            Options options,
            List<Measured> measured,
            List<Optional<Latency>> without,
            double perSecond,
            boolean exact) {}

    /** @param progress told what is being run, a line each */
    public static Report run(Options options, Consumer<String> progress) {
        return new OverheadBench(options, progress).run();
    }

    private Report run() {
        List<Measured> measured = new ArrayList<>();
        List<Optional<Latency>> without = new ArrayList<>();
        double perSecond = 0;
        for (int megabytes : options.megabytes()) {
            List<List<KeyedRun>> rounds = rounds(megabytes);
            perSecond = Cost.median(rounds.stream()
                    .mapToDouble(round -> recordsBetweenMarks() / cost(round, 0).seconds())
                    .toArray());
            List<Optional<Latency>> latencies = latencies(megabytes, perSecond / 2);
            without.add(latencies.get(0));
            for (int i = 1; i < rounds.get(0).size(); i++) {
                measured.add(measured(megabytes, rounds, i, latencies.get(i)));
            }
        }
        return new Report(options, measured, without, perSecond, exact);
    }

    /** That of a protocol, but for none, which is not at most once here: see {@link KeyedJob#under}. */
    static String label(Recovery recovery) {
        return recovery.equals(Recovery.none()) ? "none" : recovery.label();
    }

    /** None, and then each. */
    private List<Recovery> all() {
        List<Recovery> all = new ArrayList<>(List.of(Recovery.none()));
        all.addAll(options.protocols());
        return all;
    }

    private static Cost cost(List<KeyedRun> round, int place) {
        return round.get(place).cost();
    }

    private double recordsBetweenMarks() {
        Workload work = options.workload();
        return (double) Marks.of(options.count(), 1).sentences() * work.sources() * work.keyedPerRecord();
    }

    private Measured measured(int megabytes, List<List<KeyedRun>> rounds, int place, Optional<Latency> latency) {
        return new Measured(
                all().get(place),
                megabytes,
                rounds.stream()
                        .map(round -> new Pair(cost(round, 0), cost(round, place)))
                        .toList(),
                rounds.stream().mapToLong(round -> round.get(place).epochs()).sum(),
                latency);
    }

    private List<List<KeyedRun>> rounds(int megabytes) {
        List<List<KeyedRun>> rounds = new ArrayList<>();
        for (int i = -options.warmups(); i < options.runs(); i++) {
            List<KeyedRun> round = new ArrayList<>();
            for (Recovery recovery : all()) {
                KeyedRun run = run(recovery, job(Double.POSITIVE_INFINITY, megabytes, options.count()));
                exact &= run.total().equals(expected);
                round.add(run);
                tell(i, recovery, megabytes, new Pair(round.get(0).cost(), run.cost()), run.epochs());
            }
            if (i >= 0) {
                rounds.add(round);
            }
        }
        return rounds;
    }

    private void tell(int round, Recovery recovery, int megabytes, Pair pair, long epochs) {
        progress.accept("%s, %s, %d MB: %.2f s, %.2f core-seconds, %d epochs: %.1f %%, %.1f %% of the core-seconds"
                .formatted(
                        round < 0 ? "warm-up" : "run " + (round + 1),
                        label(recovery),
                        megabytes,
                        pair.with().seconds(),
                        pair.with().cpuSeconds(),
                        epochs,
                        100 * pair.loss(),
                        100 * pair.coreSecondLoss()));
    }

    private List<Optional<Latency>> latencies(int megabytes, double perSecond) {
        double ofEach = options.workload().ofEachSource(perSecond);
        if (options.latencySeconds() == 0) {
            return all().stream().map(any -> Optional.<Latency>empty()).toList();
        }
        long count = Marks.around((long) (ofEach * options.latencySeconds()));
        Total output = options.workload().expected(job(ofEach, megabytes, count));
        List<Optional<Latency>> latencies = new ArrayList<>();
        for (Recovery recovery : all()) {
            KeyedRun run = run(recovery, job(ofEach, megabytes, count));
            exact &= run.total().equals(output);
            latencies.add(run.latency());
            run.latency()
                    .ifPresent(
                            latency -> progress.accept("%s: %.1f ms p50, %.1f ms p99 at %.1f million records per second"
                                    .formatted(label(recovery), latency.p50(), latency.p99(), perSecond / 1e6)));
        }
        return latencies;
    }

    private KeyedJob job(double ofEachSource, int megabytes, long count) {
        return new KeyedJob(
                options.workload(),
                Math.max(2, options.workers()),
                options.seed(),
                count,
                ofEachSource,
                megabytes,
                System.currentTimeMillis() + (Double.isInfinite(ofEachSource) ? 0 : (long) (START_SECONDS * 1_000)));
    }

    private KeyedRun run(Recovery recovery, KeyedJob job) {
        return KeyedRun.of(job, recovery, options.workers());
    }
}

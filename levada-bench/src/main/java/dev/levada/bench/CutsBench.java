package dev.levada.bench;

import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.node.Levada;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * How long an epoch takes while one consumer is slow and its input has piled up: the same job with each kind of cuts,
 * one after the other. A source feeds a sink, and an operator that takes its time over each record; measured is how
 * long the output of that sink waits from the end of its epoch, which is when the epoch is triggered, until it is
 * shown, which is when the epoch is complete. What both outputs are in the end is checked.
 */
public final class CutsBench {
    private static final Duration EPOCHS = Duration.ofMillis(100);

    private CutsBench() {}

    /**
     * How to measure.
     *
     * @param records how many the source gives in each run
     * @param micros how long the slow operator takes over each
     */
    public record Options(long records, long micros) {
        public Options {
            if (records < 1 || micros < 1) {
                throw new IllegalArgumentException(
                        "there must be 1 record at least, and each take 1 microsecond at least");
            }
        }

        public static Options defaults() {
            return new Options(40_000, 250);
        }
    }

    /**
     * One kind of cuts.
     *
     * @param epochMillis of each epoch that was complete while there were records to come
     * @param exact whether all came out once
     */
    public record Measured(Cuts cuts, List<Double> epochMillis, boolean exact) {
        public Measured {
            epochMillis = List.copyOf(epochMillis);
        }

        /** The median; 0 if no epoch was complete. */
        public double medianMillis() {
            return epochMillis.isEmpty()
                    ? 0
                    : Cost.median(epochMillis.stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray());
        }
    }

    /** What was measured, in the order of {@link Cuts}. */
    public record Report(Options options, List<Measured> measured) {
        public Report {
            measured = List.copyOf(measured);
        }

        public boolean exact() {
            return measured.stream().allMatch(Measured::exact);
        }

        private Measured of(Cuts cuts) {
            return measured.stream()
                    .filter(each -> each.cuts() == cuts)
                    .findFirst()
                    .orElseThrow();
        }

        /** How many times longer aligned epochs take than others; 0 if there were none. */
        public double ratio(Measured others) {
            double theirs = others.medianMillis();
            return theirs == 0 ? 0 : of(Cuts.ALIGNED).medianMillis() / theirs;
        }
    }

    /** @param progress told what is being run, a line each */
    public static Report run(Options options, Consumer<String> progress) {
        List<Measured> measured = new ArrayList<>();
        for (Cuts cuts : Cuts.values()) {
            progress.accept("cuts %s: %d records, %d microseconds each"
                    .formatted(cuts.label(), options.records(), options.micros()));
            measured.add(run(cuts, options));
        }
        return new Report(options, measured);
    }

    private static Measured run(Cuts cuts, Options options) {
        EpochTimes shown = new EpochTimes();
        EpochTimes slowly = new EpochTimes();
        Topology topology = Topology.named("cuts");
        Stream<Long> numbers = topology.from(
                Sources.generate(options.records(), index -> index).build());
        numbers.to("shown", shown);
        numbers.<Long>map(number -> {
                    LockSupport.parkNanos(options.micros() * 1_000);
                    return number;
                })
                .named("slow")
                .blocking()
                .to("slowly", slowly);
        var unused = Levada.embedded()
                .guarantee(Guarantee.EXACTLY_ONCE)
                .recovery(Recovery.checkpoint())
                .cuts(cuts)
                .epochs(EPOCHS)
                .parallelism(1)
                .run(topology)
                .join();
        return new Measured(
                cuts, shown.millis(), shown.isOfAll(options.records()) && slowly.isOfAll(options.records()));
    }
}

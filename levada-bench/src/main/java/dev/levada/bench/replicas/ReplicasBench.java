package dev.levada.bench.replicas;

import dev.levada.bench.Cost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The library against the consensus below it used by hand: the same provider, settings and machine, with all members in
 * this process, and asked there but for {@link Way#REMOTE} and {@link Way#OWN_CLIENT}. By hand is an entry for each
 * command, without sessions, retries, types and batches.
 */
public final class ReplicasBench {

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private ReplicasBench() {}

    /**
     * How to measure.
     *
     * @param replicas of each group
     * @param operations of each measurement, after a fifth as many that do not count
     * @param inFlight how many are on their way at a time, one measurement for each
     * @param runs of everything; the median by rate is what counts
     * @param consensus the name of the provider; empty for that which as many replicas have if nothing is said
     * @param directory where groups keep their logs; each has one of its own in it
     */
    public record Options(
            int replicas,
            int operations,
            List<Integer> inFlight,
            int runs,
            Optional<String> consensus,
            Path directory) {

        /** The name of the provider. */
        String provider() {
            return consensus.orElse(replicas == 1 ? "sequencer" : "ratis");
        }

        public Options {
            inFlight = List.copyOf(inFlight);
            if (replicas < 1
                    || operations < 100
                    || runs < 1
                    || inFlight.isEmpty()
                    || inFlight.stream().anyMatch(each -> each < 1 || each > 1_024)) {
                throw new IllegalArgumentException(
                        "there must be 1 replica, 1 run and 100 operations at least, and 1 to 1024 of these in flight; was %d, %d, %d and %s"
                                .formatted(replicas, runs, operations, inFlight));
            }
        }
    }

    /**
     * One measurement.
     *
     * @param inFlight operations on their way at a time
     * @param cpuMicros of this process for an operation: of whoever asks, and of all members
     * @param failed operations, which count as done
     */
    public record Measured(
            Way way,
            int inFlight,
            double perSecond,
            double p50Millis,
            double p99Millis,
            double cpuMicros,
            int failed) {}

    /**
     * The medians.
     *
     * @param measured by how many are in flight, and by way
     * @param idleCores what members of the library use that are asked nothing, all together
     */
    public record Report(Options options, List<Measured> measured, double idleCores) {

        public Report {
            measured = List.copyOf(measured);
        }

        /** Of a rate to that by hand with as many in flight; empty if that was not measured. */
        public Optional<Double> ratio(Measured of) {
            return measured.stream()
                    .filter(each -> each.way() == Way.BY_HAND && each.inFlight() == of.inFlight())
                    .findFirst()
                    .map(byHand -> of.perSecond() / byHand.perSecond());
        }
    }

    /** Measures, and says what it is at. */
    public static Report run(Options options, Consumer<String> progress) throws IOException {
        List<Measured> all = new ArrayList<>();
        List<Double> idle = new ArrayList<>();
        for (int run = 1; run <= options.runs(); run++) {
            for (Way way : Way.of(options.provider())) {
                progress.accept("run %d of %d: %s".formatted(run, options.runs(), way.label()));
                Path directory = options.directory()
                        .resolve("%s-%d".formatted(way.label().replace(' ', '-'), run));
                try (Group group = way.open(options.replicas(), options.provider(), directory)) {
                    for (int inFlight : options.inFlight()) {
                        Drive unused = Drive.of(group, options.operations() / 5, inFlight);
                        all.add(Drive.of(group, options.operations(), inFlight).measured(way));
                    }
                    if (way == Way.LIBRARY) {
                        idle.add(idleCores());
                    }
                }
            }
        }
        return new Report(
                options, medians(options, all), idle.stream().sorted().toList().get(idle.size() / 2));
    }

    private static double idleCores() {
        Cost cost = Cost.of(() -> {
            long end = System.nanoTime() + IDLE_NANOS;
            for (long left = IDLE_NANOS; left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        });
        return cost.cpuSeconds() / cost.seconds();
    }

    private static List<Measured> medians(Options options, List<Measured> all) {
        List<Measured> medians = new ArrayList<>();
        for (int inFlight : options.inFlight()) {
            for (Way way : Way.of(options.provider())) {
                List<Measured> runs = all.stream()
                        .filter(each -> each.way() == way && each.inFlight() == inFlight)
                        .sorted(Comparator.comparingDouble(Measured::perSecond))
                        .toList();
                medians.add(runs.get(runs.size() / 2));
            }
        }
        return medians;
    }
}

package dev.levada.bench;

import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.node.job.JobReport;
import dev.levada.node.processes.Spares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How long output stops when a worker process is killed, under each protocol and, where they are there, by other
 * engines: a job over two workers, or as many as a protocol needs, at a steady rate, with state to be restored and an
 * epoch each second, one worker killed again and again. The output is checked.
 */
public final class RecoveryBench {

    private RecoveryBench() {}

    /**
     * How to measure.
     *
     * @param protocols in turn; those that give exactly once
     * @param peers the labels of other engines, after them, out of {@link #peers}; they do word count only
     * @param runs how many jobs for each of them, from 1
     * @param kills how many in each job, from 1
     * @param spares workers that stand by besides
     * @param megabytes of keyed state besides the counts
     * @param perSecond how many records a second come to the keyed operator
     */
    public record Options(
            Workload workload,
            List<Recovery> protocols,
            List<String> peers,
            int runs,
            int kills,
            Spares spares,
            int megabytes,
            double perSecond,
            long seed) {
        public Options {
            protocols = List.copyOf(protocols);
            peers = List.copyOf(peers);
            if (runs < 1 || kills < 1 || megabytes < 1 || !(perSecond >= 10)) {
                throw new IllegalArgumentException(
                        "runs, kills and megabytes must be at least 1, records per second at least 10");
            }
            for (Recovery each : protocols) {
                if (each.gives() != Guarantee.EXACTLY_ONCE) {
                    throw new IllegalArgumentException(
                            "recovery %s gives %s at best, and what is measured must be exact; there are %s"
                                    .formatted(each.label(), each.gives().label(), labels(exactlyOnce())));
                }
            }
            for (String peer : peers) {
                if (!RecoveryBench.peers().contains(peer)) {
                    throw new IllegalArgumentException(
                            "engine '%s' is not among those on the class path (%s); .ci/peers recovery brings others"
                                    .formatted(peer, String.join(", ", RecoveryBench.peers())));
                }
            }
            if (!peers.isEmpty() && workload != Workload.WORDCOUNT) {
                throw new IllegalArgumentException("other engines do word count only; choose that, or no other engine");
            }
        }

        public static Options defaults() {
            return new Options(
                    Workload.WORDCOUNT,
                    exactlyOnce(),
                    List.of(),
                    1,
                    20,
                    Spares.none(),
                    100,
                    Workload.WORDCOUNT.standardRate(),
                    1);
        }

        private static List<Recovery> exactlyOnce() {
            return Arrays.stream(Recovery.Standard.values())
                    .filter(each -> each.gives() == Guarantee.EXACTLY_ONCE)
                    .<Recovery>map(each -> each)
                    .toList();
        }

        private static String labels(List<Recovery> protocols) {
            return String.join(", ", protocols.stream().map(Recovery::label).toList());
        }
    }

    /**
     * One kill and what followed, in milliseconds since it.
     *
     * @param detected when the coordinator knew
     * @param complete when the next epoch was complete; not a number if the engine does not say
     * @param output when the keyed operator had new output for the keys of the killed task
     * @param gap when output for them was committed
     * @param othersOutput the longest time without new output of the operator for other keys, until then
     * @param othersGap the longest time without output for them committed, until then
     * @param later the longest time without output for the keys of the killed task afterwards, until the next kill: it
     *     may have moved again
     * @param recovered what the job reports of it, in milliseconds since it was detected; of another engine, what is
     *     seen of it from outside: that its task has output again, new or not, counts as online
     */
    public record Kill(
            double detected,
            double complete,
            double output,
            double gap,
            double othersOutput,
            double othersGap,
            double later,
            JobReport.Recovered recovered) {

        /** When nobody listened to the old attempts any more; not a number if the engine does not say. */
        public double fenced() {
            return detected + recovered.fenced();
        }

        /** When all tasks ran again. */
        public double online() {
            return detected + recovered.online();
        }

        /** When the last task had done again what was logged; when all ran, if nothing was. As {@link #fenced}. */
        public double replayed() {
            return detected + latest(JobReport.Returned::online);
        }

        /** When the last task had caught up. As {@link #fenced}. */
        public double caughtUp() {
            return detected + latest(JobReport.Returned::caughtUp);
        }

        private double latest(ToDoubleFunction<JobReport.Returned> moment) {
            return recovered.tasks().stream().mapToDouble(moment).max().orElse(Double.NaN);
        }
    }

    /**
     * Whether all output was committed once and is right.
     *
     * @param surplus how many outputs there were above what there should be; below 0 if some are lost
     */
    public record Check(boolean exact, long surplus) {

        static Check of(Total committed, Total expected) {
            return new Check(committed.equals(expected), committed.outputs() - expected.outputs());
        }

        Check and(Check other) {
            return new Check(exact && other.exact, surplus + other.surplus);
        }
    }

    /**
     * One protocol, or another engine.
     *
     * @param label its name
     * @param check of all runs together
     */
    public record Measured(String label, List<Kill> kills, Check check) {

        public Measured {
            kills = List.copyOf(kills);
        }

        /**
         * A percentile of one of the times, by nearest rank.
         *
         * @param percent above 0, at most 100
         */
        public double percentile(ToDoubleFunction<Kill> time, double percent) {
            double[] sorted = kills.stream().mapToDouble(time).sorted().toArray();
            return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100) - 1)];
        }

        /** The most tasks of healthy workers that went back after one kill. */
        public int rolledBack() {
            return kills.stream()
                    .mapToInt(kill -> kill.recovered().rolledBack())
                    .max()
                    .orElse(0);
        }
    }

    /**
     * What was measured, in the order of the protocols.
     *
     * @param unmeasured by their labels, those that could not be measured, and why
     */
    public record Report(Options options, List<Measured> measured, Map<String, String> unmeasured) {

        /** Whether every output was, of all that was to be measured. */
        public boolean exact() {
            return unmeasured.isEmpty()
                    && measured.stream().allMatch(each -> each.check().exact());
        }
    }

    /** The labels of the other engines that are on the class path. */
    public static List<String> peers() {
        return services().map(peer -> peer.get().label()).sorted().toList();
    }

    private static Stream<ServiceLoader.Provider<SystemUnderTest>> services() {
        return ServiceLoader.load(SystemUnderTest.class).stream();
    }

    private static SystemUnderTest peer(String label) {
        return services()
                .map(ServiceLoader.Provider::get)
                .filter(peer -> peer.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** @param progress told of each kill, a line each */
    public static Report run(Options options, Consumer<String> progress) {
        Map<String, Supplier<SystemUnderTest>> systems = new LinkedHashMap<>();
        for (Recovery recovery : options.protocols()) {
            systems.put(recovery.label(), () -> new LevadaUnderTest(recovery, options.spares()));
        }
        options.peers().forEach(label -> systems.put(label, () -> peer(label)));
        List<Measured> measured = new ArrayList<>();
        Map<String, String> unmeasured = new LinkedHashMap<>();
        systems.forEach((label, system) -> {
            try {
                measured.add(measure(options, system, progress));
            } catch (IllegalStateException e) { // the others' figures are worth having
                unmeasured.put(label, String.valueOf(e.getMessage()));
                progress.accept("%s is not measured: %s".formatted(label, e.getMessage()));
            }
        });
        return new Report(options, measured, unmeasured);
    }

    private static Measured measure(Options options, Supplier<SystemUnderTest> system, Consumer<String> progress) {
        List<Measured> runs = new ArrayList<>();
        for (int run = 0; run < options.runs(); run++) {
            runs.add(RecoveryRun.of(options, system.get(), options.seed() + run, progress));
        }
        return new Measured(
                runs.get(0).label(),
                runs.stream().flatMap(run -> run.kills().stream()).toList(),
                runs.stream().map(Measured::check).reduce(Check::and).orElseThrow());
    }
}

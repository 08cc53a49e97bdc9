package dev.levada.bench;

import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.node.job.JobReport;
import dev.levada.node.processes.Spares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * How long output stops when a worker process is killed, under each protocol: a job over two workers at a steady rate,
 * with state to be restored and an epoch each second, one worker killed again and again. The output is checked.
 */
public final class RecoveryBench {

    private RecoveryBench() {}

    /**
     * How to measure.
     *
     * @param protocols in turn; those that give exactly once
     * @param runs how many jobs for each of them, from 1
     * @param kills how many in each job, from 1
     * @param spares workers that stand by besides
     * @param megabytes of keyed state besides the counts
     * @param perSecond how many records a second come to the keyed operator
     */
    public record Options(
            Workload workload,
            List<Recovery> protocols,
            int runs,
            int kills,
            Spares spares,
            int megabytes,
            double perSecond,
            long seed) {
        public Options {
            protocols = List.copyOf(protocols);
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
        }

        public static Options defaults() {
            return new Options(
                    Workload.WORDCOUNT, exactlyOnce(), 1, 20, Spares.none(), 100, Workload.WORDCOUNT.standardRate(), 1);
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
     * @param complete when the next epoch was complete
     * @param output when the keyed operator had new output for the keys of the killed task
     * @param gap when output for them was committed
     * @param othersOutput the longest time without new output of the operator for other keys, until then
     * @param othersGap the longest time without output for them committed, until then
     * @param later the longest time without output for the keys of the killed task afterwards, until the next kill: it
     *     may have moved again
     * @param recovered what the job reports of it, in milliseconds since it was detected
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

        /** When nobody listened to the old attempts any more. */
        public double fenced() {
            return detected + recovered.fenced();
        }

        /** When all tasks ran again. */
        public double online() {
            return detected + recovered.online();
        }

        /** When the last task had done again what was logged; when all ran, if nothing was. */
        public double replayed() {
            return detected + latest(JobReport.Returned::online);
        }

        /** When the last task had caught up. */
        public double caughtUp() {
            return detected + latest(JobReport.Returned::caughtUp);
        }

        private double latest(ToDoubleFunction<JobReport.Returned> moment) {
            return recovered.tasks().stream().mapToDouble(moment).max().orElse(0);
        }
    }

    /**
     * One protocol.
     *
     * @param exact whether all output was committed once and is right, in every run
     */
    public record Measured(Recovery recovery, List<Kill> kills, boolean exact) {

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

    /** What was measured, in the order of the protocols. */
    public record Report(Options options, List<Measured> measured) {

        /** Whether every output was. */
        public boolean exact() {
            return measured.stream().allMatch(Measured::exact);
        }
    }

    /** @param progress told of each kill, a line each */
    public static Report run(Options options, Consumer<String> progress) {
        List<Measured> measured = new ArrayList<>();
        for (Recovery recovery : options.protocols()) {
            List<Kill> kills = new ArrayList<>();
            boolean exact = true;
            for (int run = 0; run < options.runs(); run++) {
                Measured one = RecoveryRun.of(options, recovery, options.seed() + run, progress);
                kills.addAll(one.kills());
                exact &= one.exact();
            }
            measured.add(new Measured(recovery, kills, exact));
        }
        return new Report(options, measured);
    }
}

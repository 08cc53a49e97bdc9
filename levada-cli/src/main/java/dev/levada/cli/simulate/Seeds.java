package dev.levada.cli.simulate;

import dev.levada.testkit.Simulator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/** Runs many seeds of one protocol, on all cores. */
final class Seeds {
    private static final int MAX_VIOLATIONS = 20;

    private final Simulator.Settings settings;
    private final long endNanos;
    private final AtomicLong next;
    private final LongAdder run = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder virtualNanos = new LongAdder();
    // Guard themselves.
    private final Map<String, Long> sometimes = new TreeMap<>();
    private final List<Simulator.Violation> violations = new ArrayList<>();

    private Seeds(Simulator.Settings settings, long endNanos) {
        this.settings = settings;
        this.endNanos = endNanos;
        this.next = new AtomicLong(settings.firstSeed());
    }

    /**
     * What the seeds came to.
     *
     * @param sometimes how often each interesting thing happened, by its name
     */
    record Outcome(
            String protocol,
            long seeds,
            long events,
            double virtualSeconds,
            double seconds,
            Map<String, Long> sometimes,
            List<Simulator.Violation> violations) {

        double seedsPerMinute() {
            return seconds > 0 ? 60 * seeds / seconds : 0;
        }
    }

    /**
     * Runs them all, or as many as there is time for.
     *
     * @param endNanos the monotonic time after which no further seed is begun
     * @param progress told how many were run, now and then, from any thread
     */
    static Outcome run(Simulator.Settings settings, int threads, long endNanos, LongConsumer progress)
            throws InterruptedException {
        long began = System.nanoTime();
        Seeds seeds = new Seeds(settings, endNanos);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> seeds.work(progress), "levada-simulate-" + i);
            thread.setDaemon(true);
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
        return seeds.outcome((System.nanoTime() - began) / 1e9);
    }

    private void work(LongConsumer progress) {
        long seed = next.getAndIncrement();
        while (seed < settings.firstSeed() + settings.seeds() && System.nanoTime() - endNanos < 0) {
            Simulator.Report report = Simulator.run(settings.seeds(seed, 1));
            run.increment();
            events.add(report.events());
            virtualNanos.add(report.virtualNanos());
            synchronized (sometimes) {
                report.sometimes().forEach((name, times) -> sometimes.merge(name, times, Long::sum));
            }
            synchronized (violations) {
                violations.addAll(report.violations());
                if (violations.size() >= MAX_VIOLATIONS) {
                    return;
                }
            }
            progress.accept(run.sum());
            seed = next.getAndIncrement();
        }
    }

    private Outcome outcome(double seconds) {
        synchronized (violations) {
            synchronized (sometimes) {
                return new Outcome(
                        settings.protocols().label(),
                        run.sum(),
                        events.sum(),
                        virtualNanos.sum() / 1e9,
                        seconds,
                        new LinkedHashMap<>(sometimes),
                        List.copyOf(violations));
            }
        }
    }
}

package dev.levada.bench;

import dev.levada.api.recovery.Recovery;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.processes.Spares;
import java.util.Optional;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * One run of a {@link KeyedJob} to which nothing happens.
 *
 * @param cost between the {@link Marks}, of this process and those that it has started
 * @param total all output that was committed
 * @param latency of output between the marks, if the job has a rate
 */
record KeyedRun(Cost cost, Total total, long epochs, Optional<OverheadBench.Latency> latency) {

    /** @param workers how many processes; 0 for all in this one */
    static KeyedRun of(KeyedJob job, Recovery recovery, int workers) {
        Processes processes = new Processes(job.workload().sources() * job.parallelism());
        OutputLines outputs = new OutputLines();
        Histogram delays = Delays.none();
        Consumer<String> told = line -> {
            processes.hear(line);
            outputs.hear(line, System.nanoTime());
            synchronized (delays) { // tasks end on different threads
                Delays.add(line, delays);
            }
        };
        Embedded settings = job.under(recovery);
        if (workers > 0) {
            settings.workers(job.workers(workers, Spares.none(), told));
        } else {
            settings.loops(job.parallelism());
        }
        long epochs = settings.run(job.topology(told)).join().epochs();
        synchronized (delays) { // as above
            return new KeyedRun(processes.cost(), outputs.total(), epochs, latency(delays));
        }
    }

    private static Optional<OverheadBench.Latency> latency(Histogram delays) {
        return delays.getTotalCount() == 0
                ? Optional.empty()
                : Optional.of(new OverheadBench.Latency(
                        delays.getValueAtPercentile(50) / 1e3,
                        delays.getValueAtPercentile(99) / 1e3,
                        delays.getValueAtPercentile(99.9) / 1e3));
    }
}

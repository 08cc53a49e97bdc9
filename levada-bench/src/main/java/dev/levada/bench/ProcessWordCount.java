package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import dev.levada.api.recovery.Guarantee;
import dev.levada.node.Levada;
import dev.levada.node.processes.LocalWorkers;
import dev.levada.node.processes.Spares;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** One run of word count in processes of its own, measured between its {@link Marks}. */
record ProcessWordCount(Cost cost, Tally tally) {

    /** By the engine, exactly once, with an epoch each second; the coordinator is in this process. */
    static ProcessWordCount byEngine(RemoteJob job, int workers) {
        Processes processes = new Processes(RemoteJob.PARALLELISM);
        AtomicReference<Tally> tally = new AtomicReference<>(Tally.NOTHING);
        Levada.embedded()
                .guarantee(Guarantee.EXACTLY_ONCE)
                .parallelism(RemoteJob.PARALLELISM)
                .workers(new LocalWorkers(
                        workers, Spares.none(), BenchWorker.class.getName(), job.arguments(), (line, log) -> {
                            processes.hear(line);
                            tally.updateAndGet(Tally.read(line)::plus);
                        }))
                .run(job.topology(line -> {}))
                .join();
        return new ProcessWordCount(processes.cost(), requireNonNull(tally.get()));
    }

    static ProcessWordCount byLoop(RemoteJob job, boolean tuned) {
        Processes processes = new Processes(1);
        Map<String, Long> counts = SocketLoopProcesses.run(job.seed(), job.count(), tuned, processes::hear);
        return new ProcessWordCount(processes.cost(), Tally.of(counts));
    }
}

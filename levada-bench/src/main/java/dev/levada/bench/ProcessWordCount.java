package dev.levada.bench;

import dev.levada.api.recovery.Guarantee;
import dev.levada.node.Levada;
import dev.levada.node.processes.LocalWorkers;
import java.util.HashMap;
import java.util.Map;

/** One run of word count in processes of its own, measured between its {@link Marks}. */
record ProcessWordCount(Cost cost, Map<String, Long> counts) {

    /** By the engine, exactly once, with an epoch each second; the coordinator is in this process. */
    static ProcessWordCount byEngine(RemoteJob job, int workers) {
        Processes processes = new Processes(RemoteJob.PARALLELISM);
        Map<String, Long> counts = new HashMap<>();
        Levada.embedded()
                .guarantee(Guarantee.EXACTLY_ONCE)
                .parallelism(RemoteJob.PARALLELISM)
                .workers(new LocalWorkers(workers, 0, BenchWorker.class.getName(), job.arguments(), (line, log) -> {
                    processes.hear(line);
                    counts.putAll(CountLines.read(line));
                }))
                .run(job.topology(line -> {}))
                .join();
        return new ProcessWordCount(processes.cost(), counts);
    }

    static ProcessWordCount byLoop(RemoteJob job, boolean tuned) {
        Processes processes = new Processes(1);
        Map<String, Long> counts = SocketLoopProcesses.run(job.seed(), job.count(), tuned, processes::hear);
        return new ProcessWordCount(processes.cost(), counts);
    }
}

package dev.levada.bench.replicas;

import dev.levada.bench.Cost;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Keeps so many operations on their way until all are done. While it works, all fields are those of its one thread, on
 * which answers are taken and the next are asked for.
 */
final class Drive {
    private final Group group;
    private final int inFlight;
    private final long[] nanos;
    private final ExecutorService thread;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Cost cost = new Cost(0, 0);
    private int begun;
    private int ended;
    private int failed;

    private Drive(Group group, int operations, int inFlight, ExecutorService thread) {
        this.group = group;
        this.inFlight = inFlight;
        this.nanos = new long[operations];
        this.thread = thread;
    }

    /** Does it. */
    static Drive of(Group group, int operations, int inFlight) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Drive drive = new Drive(group, operations, inFlight, thread);
            drive.cost = Cost.of(() -> {
                thread.execute(drive::begin);
                drive.done.join();
            });
            return drive;
        } finally {
            thread.shutdown();
        }
    }

    private void begin() {
        for (int i = 0; i < inFlight; i++) {
            next();
        }
    }

    private void next() {
        if (begun == nanos.length) {
            return;
        }
        int number = begun++;
        long asked = System.nanoTime();
        CompletableFuture<?> unused = group.ask()
                .whenCompleteAsync(
                        (answer, e) -> {
                            nanos[number] = System.nanoTime() - asked;
                            failed += e == null ? 0 : 1;
                            if (++ended == nanos.length) {
                                done.complete(null);
                            }
                            next();
                        },
                        thread);
    }

    ReplicasBench.Measured measured(Way way) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new ReplicasBench.Measured(
                way,
                inFlight,
                nanos.length / cost.seconds(),
                millis(sorted, 0.50),
                millis(sorted, 0.99),
                cost.cpuSeconds() / nanos.length * 1e6,
                failed);
    }

    private static double millis(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
    }
}

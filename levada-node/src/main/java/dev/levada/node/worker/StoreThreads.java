package dev.levada.node.worker;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Threads that wait for the store: one writes, in the order of what it is given, and others read side by side, as what
 * is read after a failure must not wait for what was being written before it. Any thread.
 */
final class StoreThreads {
    /** What is still being read in the end is wanted by nobody; it is waited for as it uses what is about to close. */
    private static final long PATIENCE_SECONDS = 10;

    private final ExecutorService writer = Executors.newSingleThreadExecutor(new DaemonThreads("levada-snapshots"));
    private final ExecutorService readers;

    /** @param most how many tasks may be read at once; what is read to stand by has one more thread */
    StoreThreads(int most) {
        this.readers = Executors.newFixedThreadPool(most + 1, new DaemonThreads("levada-restore"));
    }

    void write(Runnable deed) {
        execute(writer, deed);
    }

    void read(Runnable deed) {
        execute(readers, deed);
    }

    private static void execute(ExecutorService threads, Runnable deed) {
        try {
            threads.execute(deed);
        } catch (RejectedExecutionException e) {
            return; // all is closed: nobody waits for it any more
        }
    }

    /** Runs something after all that was given before, and takes nothing more. */
    void close(Runnable last) {
        readers.shutdown();
        write(() -> {
            awaitReaders();
            last.run();
        });
        writer.shutdown();
    }

    private void awaitReaders() {
        try {
            boolean unused = readers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

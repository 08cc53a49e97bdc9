package dev.levada.cli.pipeline;

import dev.levada.node.job.Job;
import dev.levada.node.job.JobFailedException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a job in good order when the process is told to end (Ctrl-C): it is cancelled, its unfinished output is removed,
 * and whoever waits for it gets the time to write the report. Closed by that one, when it is through.
 */
public final class Interruption {
    private static final int JOB_SECONDS = 10;
    private static final int REPORT_SECONDS = 3;

    private final Job job;
    private final Thread waiting = Thread.currentThread();
    private final CountDownLatch through = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "levada-interruption");

    private Interruption(Job job) {
        this.job = job;
    }

    /** Watches over a job on behalf of the calling thread. */
    public static Interruption of(Job job) {
        Interruption interruption = new Interruption(job);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void end() {
        job.cancel();
        Thread ending = new Thread(this::awaitJob, "levada-cancelled");
        ending.setDaemon(true);
        ending.start();
        try {
            ending.join(TimeUnit.SECONDS.toMillis(JOB_SECONDS));
            waiting.interrupt(); // it may be in the middle of a script's Wait
            if (!through.await(REPORT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("levada: interrupted; the job did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitJob() {
        try {
            job.join();
        } catch (JobFailedException e) {
            // Told by whoever waits for it.
        }
    }

    /** The job is over. */
    public void close() {
        through.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook is what ends it.
        }
    }
}

package dev.levada.node.master;

import static java.util.Objects.requireNonNull;

import dev.levada.node.job.JobFailedException;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What becomes of a job: one end, and what caused it. Any thread. */
final class Outcome {
    private final AtomicReference<JobState> state = new AtomicReference<>(JobState.RUNNING);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CompletableFuture<JobReport> end = new CompletableFuture<>();

    JobState state() {
        return requireNonNull(state.get());
    }

    /** Why it failed, or if it runs, why a task did last; null if nothing did. */
    @Nullable
    Throwable failure() {
        return failure.get();
    }

    /** A task has failed, and will be replaced. */
    void failing(Throwable cause) {
        if (!state().isFinal()) {
            failure.set(cause);
        }
    }

    /** Something failed while the job was being closed: told, but nothing more can be done. */
    void notClosed(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    /** Whether this is the end. */
    boolean fail(Throwable cause) {
        if (state.compareAndSet(JobState.RUNNING, JobState.FAILED)) {
            failure.set(cause);
            return true;
        }
        return false;
    }

    /** Whether this is the end. What failed last is the cause, if anything did. */
    boolean fail(String reason) {
        if (state.compareAndSet(JobState.RUNNING, JobState.FAILED)) {
            failure.compareAndSet(null, new IllegalStateException(reason));
            return true;
        }
        return false;
    }

    /** Whether this is the end. */
    boolean end(JobState finalState) {
        if (state.compareAndSet(JobState.RUNNING, finalState)) {
            failure.set(null);
            return true;
        }
        return false;
    }

    /** All is closed. */
    void conclude(JobReport report) {
        Throwable cause = failure.get();
        if (state.get() == JobState.FAILED && cause != null) {
            end.completeExceptionally(new JobFailedException(report, cause));
        } else {
            end.complete(report);
        }
    }

    /** Waits for {@link #conclude}. */
    JobReport join(String job) throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JobFailedException failed) {
                throw failed;
            }
            throw new IllegalStateException("job '%s' ended without a report".formatted(job), e.getCause());
        }
    }
}

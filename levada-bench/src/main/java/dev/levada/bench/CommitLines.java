package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** What the {@link Commits} of a job in other processes have said. Any thread. */
final class CommitLines {
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final long LOOK_NANOS = 2_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();
    private final Map<Integer, Owner> owners = new HashMap<>();
    private final Map<Integer, Commit> commits = new HashMap<>();

    /** The process in which a task of the sink is, and the number of its attempt. */
    record Owner(long pid, long attempt) {}

    private record Commit(long attempt, long nanos) {}

    void hear(String line, long nowNanos) {
        String[] parts = line.split(" ", 5);
        lock.lock();
        try {
            if (parts[0].equals(Commits.OPENED)) {
                owners.put(Integer.parseInt(parts[1]), new Owner(Long.parseLong(parts[3]), Long.parseLong(parts[2])));
            } else if (parts[0].equals(Commits.COMMITTED)) {
                commits.put(Integer.parseInt(parts[1]), new Commit(Long.parseLong(parts[2]), nowNanos));
            }
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the first one, if there is none yet. */
    Owner owner(int task) {
        double unused = until(() -> owners.containsKey(task), System.nanoTime());
        lock.lock();
        try {
            return requireNonNull(owners.get(task));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for output of a later attempt at a task.
     *
     * @return milliseconds from a point in time to when it was heard of
     */
    double untilCommit(int task, long afterAttempt, long fromNanos) {
        double unused = until(() -> isLater(commits.get(task), afterAttempt), fromNanos);
        lock.lock();
        try {
            return (requireNonNull(commits.get(task)).nanos() - fromNanos) / 1e6;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isLater(@org.jspecify.annotations.Nullable Commit commit, long attempt) {
        return commit != null && commit.attempt() > attempt;
    }

    /**
     * Waits until something holds; looks whenever there is news, and every other millisecond.
     *
     * @return milliseconds from a point in time to now
     * @throws IllegalStateException if that takes more than two minutes
     */
    double until(BooleanSupplier holds, long fromNanos) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        lock.lock();
        try {
            while (!holds.getAsBoolean()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("the job did not recover within two minutes");
                }
                await(LOOK_NANOS);
            }
            return (System.nanoTime() - fromNanos) / 1e6;
        } finally {
            lock.unlock();
        }
    }

    /** Lets some time pass, while the job runs. */
    void passSeconds(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        lock.lock();
        try {
            while (end - System.nanoTime() > 0) {
                await(end - System.nanoTime());
            }
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the callers' loops look again
    private void await(long nanos) {
        try {
            boolean unused = heard.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the job ran", e);
        }
    }
}

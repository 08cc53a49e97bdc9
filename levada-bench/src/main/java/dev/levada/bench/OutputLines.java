package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What the {@link Telling} tasks of a job in other processes have said: the store that they commit to, and a watch over
 * how long they are silent. Any thread.
 */
final class OutputLines {
    /** Said by an engine that has noticed a failure. */
    static final String FAILED = "failed";

    static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final long LOOK_NANOS = 2_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();
    private final Map<Integer, Owner> owners = new HashMap<>();
    private final Map<Integer, Long> furthest = new HashMap<>();
    private final Map<Integer, Silences> outputs = new HashMap<>();
    private final Map<Integer, Silences> words = new HashMap<>();
    private final Map<Integer, Silences> commits = new HashMap<>();
    /** By the names of their transactions: what is committed again is the same. */
    private final Map<String, Total> committed = new HashMap<>();

    private int failures;

    /** The process in which a task of the sink is, and the number of its attempt. */
    record Owner(long pid, long attempt) {}

    void hear(String line, long nowNanos) {
        String[] parts = line.split(" ", 7);
        lock.lock();
        try {
            switch (parts[0]) {
                case Telling.OPENED -> owners.put(task(parts), new Owner(Long.parseLong(parts[3]), attempt(parts)));
                case Telling.REACHED -> reached(parts, nowNanos);
                case Telling.COMMITTED -> committed(parts, nowNanos);
                case FAILED -> failures++;
                default -> {}
            }
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static int task(String[] parts) {
        return Integer.parseInt(parts[1]);
    }

    private static long attempt(String[] parts) {
        return Long.parseLong(parts[2]);
    }

    /** Output that was there before, and comes again from a later attempt, breaks no silence. */
    private void reached(String[] parts, long nowNanos) {
        of(words, task(parts)).broken(attempt(parts), nowNanos);
        long index = Long.parseLong(parts[3]);
        if (index > furthest.getOrDefault(task(parts), -1L)) {
            furthest.put(task(parts), index);
            of(outputs, task(parts)).broken(attempt(parts), nowNanos);
        }
    }

    private void committed(String[] parts, long nowNanos) {
        Total total = new Total(Long.parseLong(parts[4]), Long.parseLong(parts[5]));
        if (committed.putIfAbsent(parts[3], total) == null) {
            of(commits, task(parts)).broken(attempt(parts), nowNanos);
        }
    }

    private static Silences of(Map<Integer, Silences> all, int task) {
        return all.computeIfAbsent(task, any -> new Silences());
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

    /** The highest index of all new output of a task; -1 if there is none. */
    long furthest(int task) {
        lock.lock();
        try {
            return furthest.getOrDefault(task, -1L);
        } finally {
            lock.unlock();
        }
    }

    /** All that is committed. */
    Total total() {
        lock.lock();
        try {
            return committed.values().stream().reduce(Total.NONE, Total::plus);
        } finally {
            lock.unlock();
        }
    }

    /** How often it was said that something has failed. */
    int failures() {
        lock.lock();
        try {
            return failures;
        } finally {
            lock.unlock();
        }
    }

    /** From now on, silences count. */
    void watch() {
        lock.lock();
        try {
            outputs.values().forEach(Silences::watch);
            commits.values().forEach(Silences::watch);
        } finally {
            lock.unlock();
        }
    }

    /** The longest time in milliseconds without new output of a task, since {@link #watch}. */
    double outputSilence(int task) {
        return silence(outputs, task);
    }

    /** The same, of what was committed. */
    double commitSilence(int task) {
        return silence(commits, task);
    }

    private double silence(Map<Integer, Silences> all, int task) {
        lock.lock();
        try {
            return of(all, task).longest(System.nanoTime()) / 1e6;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for new output of a later attempt at a task.
     *
     * @return milliseconds from a point in time to when it was heard of
     */
    double untilOutput(int task, long afterAttempt, long fromNanos) {
        return untilLater(outputs, task, afterAttempt, fromNanos);
    }

    /** The same, with output that was there before, too. */
    double untilAnyOutput(int task, long afterAttempt, long fromNanos) {
        return untilLater(words, task, afterAttempt, fromNanos);
    }

    /** The same as {@link #untilOutput}, until that is committed. */
    double untilCommit(int task, long afterAttempt, long fromNanos) {
        return untilLater(commits, task, afterAttempt, fromNanos);
    }

    private double untilLater(Map<Integer, Silences> all, int task, long afterAttempt, long fromNanos) {
        double unused = until(() -> of(all, task).firstAfter(afterAttempt).isPresent(), fromNanos);
        lock.lock();
        try {
            OptionalLong first = of(all, task).firstAfter(afterAttempt);
            return (first.orElseThrow() - fromNanos) / 1e6;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something holds that lines say; looks whenever there is one, and every other millisecond.
     *
     * @return milliseconds from a point in time to now
     * @throws IllegalStateException if that takes more than two minutes
     */
    private double until(BooleanSupplier holds, long fromNanos) {
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

package dev.levada.faults.replicas;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets operations begin, up to a number that rises as faults are done and taken back: so that there are operations
 * before, under and after each, however fast they are. Thread-safe.
 */
final class Turnstile {
    private final int operations;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int begun;
    private int allowed;

    Turnstile(int operations, int allowed) {
        this.operations = operations;
        this.allowed = allowed;
    }

    /** The number of the next operation, from 0; -1 if all have begun. Waits until it may begin. */
    int next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (begun >= allowed && begun < operations) {
                changed.await();
            }
            if (begun >= operations) {
                return -1;
            }
            changed.signalAll();
            return begun++;
        } finally {
            lock.unlock();
        }
    }

    void allow(int number) {
        lock.lock();
        try {
            allowed = Math.max(allowed, number);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many have begun, or the time is over. */
    void await(int number, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (begun < number && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}

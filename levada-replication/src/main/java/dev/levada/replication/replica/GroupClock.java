package dev.levada.replication.replica;

/**
 * The time of the group: what the log says it was when this member began to lead, and what has passed here since. No
 * wall clock is read, so none that jumps makes sessions expire. Thread-safe.
 */
final class GroupClock {
    private long term = -1;
    private long baseMillis;
    private long baseNanos;

    /** Guards the fields: the stamp is taken once for an entry. */
    synchronized long stamp(long currentTerm, long logMillis) {
        long now = System.nanoTime();
        if (term != currentTerm) {
            term = currentTerm;
            baseMillis = logMillis;
            baseNanos = now;
        }
        return baseMillis + (now - baseNanos) / 1_000_000;
    }
}

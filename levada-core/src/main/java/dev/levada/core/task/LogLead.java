package dev.levada.core.task;

/**
 * How far the log of a source is to be ahead of what it reads: by as much as it reads while the log becomes durable,
 * and not by much more, as whoever begins anew has to read it all before it chooses anything. Confined to the task.
 */
final class LogLead {
    /** Half of it is to outlast a forced write where more processes want to run than there are cores. */
    private static final long LEAD_NANOS = 100_000_000;
    /** The rate is that of so long a time. */
    private static final long MEASURED_NANOS = 5_000_000;

    private static final long MAX_RECORDS = 1 << 18;

    private boolean begun;
    private long sinceNanos;
    private long read;
    private long lead;

    /** So many more records were read. */
    void read(int records) {
        read += records;
    }

    /** How many records ahead at a time; 0 if none. */
    long records(long nowNanos) {
        long elapsed = nowNanos - sinceNanos;
        if (!begun || elapsed >= MEASURED_NANOS) {
            lead = begun ? (long) Math.min(MAX_RECORDS, (double) read * LEAD_NANOS / elapsed) : 0;
            begun = true;
            sinceNanos = nowNanos;
            read = 0;
        }
        return lead;
    }
}

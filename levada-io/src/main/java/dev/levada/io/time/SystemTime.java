package dev.levada.io.time;

/** The clocks of this machine: the only place that reads them for the data plane. */
public final class SystemTime {

    private SystemTime() {}

    /** Monotonic time from an arbitrary start. */
    public static long nanos() {
        return System.nanoTime();
    }

    /** The time of day, milliseconds since 1970; it may jump. */
    public static long epochMillis() {
        return System.currentTimeMillis();
    }
}

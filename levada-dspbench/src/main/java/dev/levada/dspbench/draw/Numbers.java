package dev.levada.dspbench.draw;

import java.time.Instant;

/** How numbers are written, and when generated time begins. */
public final class Numbers {
    /** When the first record happens, in seconds since 1970. */
    public static final long START_SECONDS =
            Instant.parse("2023-11-14T22:13:20Z").getEpochSecond();

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private Numbers() {}

    /** In lower-case letters and digits. */
    public static String base36(long number) {
        return Long.toString(number, 36);
    }

    /** Rounded, in millionths: what hides in the last bits of a number does not matter then. */
    public static long micros(double number) {
        return (long) Math.floor(number * 1e6 + 0.5);
    }

    /** Rounded half up, with that many decimals, from 1 to 6. */
    public static String decimals(double number, int places) {
        long power = POWERS[places];
        long scaled = (long) Math.floor(number * power + 0.5);
        long size = Math.abs(scaled);
        String fraction = Long.toString(power + size % power).substring(1);
        return (scaled < 0 ? "-" : "") + size / power + "." + fraction;
    }
}

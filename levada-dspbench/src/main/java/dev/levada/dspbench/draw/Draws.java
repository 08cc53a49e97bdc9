package dev.levada.dspbench.draw;

import java.nio.charset.StandardCharsets;

/** All random numbers under one seed and one tag. */
public final class Draws {
    static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final double UNIT = 0x1p-53;

    private final long base;

    private Draws(long base) {
        this.base = base;
    }

    public static Draws of(long seed, String tag) {
        long hash = FNV_OFFSET;
        for (byte b : tag.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return new Draws(mix(seed + hash));
    }

    /** The numbers of one record, to be drawn in order. */
    public Draw at(long index) {
        return new Draw(mix(base + index * GOLDEN));
    }

    /** One number for some numbers, the same whenever it is asked for. */
    public long hash(long... of) {
        long hash = base;
        for (long each : of) {
            hash = mix((hash ^ each) + GOLDEN);
        }
        return hash;
    }

    /** The same, from 0 to {@code bound} - 1. */
    public int hashBelow(int bound, long... of) {
        return (int) (unit(hash(of)) * bound);
    }

    static double unit(long bits) {
        return (bits >>> 11) * UNIT;
    }

    static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

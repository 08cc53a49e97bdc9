package dev.levada.bench;

import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/** How long one task was silent, over all of its attempts. Confined to its owner. */
final class Silences {
    /** When each attempt was heard of first. */
    private final NavigableMap<Long, Long> firsts = new TreeMap<>();

    private boolean any;
    private long lastNanos;
    private long longestNanos;

    /** Only what is heard from now on counts. */
    void watch() {
        longestNanos = 0;
    }

    /** Something new was heard. */
    void broken(long attempt, long nowNanos) {
        longestNanos = longest(nowNanos);
        any = true;
        lastNanos = nowNanos;
        firsts.putIfAbsent(attempt, nowNanos);
    }

    /** The longest silence that was broken or goes on, in nanoseconds; none is before the first word. */
    long longest(long nowNanos) {
        return any ? Math.max(longestNanos, nowNanos - lastNanos) : 0;
    }

    /** When the first attempt was heard of that came later than one. */
    OptionalLong firstAfter(long attempt) {
        return firsts.tailMap(attempt, false).values().stream()
                .mapToLong(Long::longValue)
                .min();
    }
}

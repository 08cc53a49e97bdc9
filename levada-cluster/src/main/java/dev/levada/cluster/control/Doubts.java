package dev.levada.cluster.control;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hosts whose workers were suspected although they were there: the next time, one waits longer. Each case counts for
 * ten minutes after the last one; so there are no more entries than hosts were doubted in that time.
 */
final class Doubts {
    private static final long CALM_NANOS = 600_000_000_000L;
    private static final int MAX_CASES = 10;

    private final Map<String, Doubt> hosts = new LinkedHashMap<>();

    private record Doubt(int cases, long lastNanos) {

        /** One case is forgotten for each calm time that has gone by. */
        int left(long now) {
            return (int) Math.max(0, cases - (now - lastNanos) / CALM_NANOS);
        }
    }

    /** A worker of the host was suspected for nothing. */
    void add(String host, long now) {
        hosts.values().removeIf(doubt -> doubt.left(now) == 0);
        hosts.put(host, new Doubt(Math.min(MAX_CASES, cases(host, now) + 1), now));
    }

    private int cases(String host, long now) {
        Doubt doubt = hosts.get(host);
        return doubt == null ? 0 : doubt.left(now);
    }

    /** The time that a worker of a host may be silent at least: twice as much with each case. */
    long longer(String host, Suspicion suspicion, long now) {
        int cases = cases(host, now);
        return suspicion.atLeastNanos() > suspicion.atMostNanos() >> cases
                ? suspicion.atMostNanos()
                : suspicion.atLeastNanos() << cases;
    }
}

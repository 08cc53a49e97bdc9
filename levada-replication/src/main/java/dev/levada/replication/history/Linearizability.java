package dev.levada.replication.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether what was seen could have been shown by a store that does one thing after the other. */
public final class Linearizability {
    /** Enough for tens of thousands of operations; some hundred MB if each were of a long history. */
    public static final int DEFAULT_CONFIGURATIONS = 2_000_000;

    private Linearizability() {}

    /** What was found. */
    public enum Verdict {
        LINEARIZABLE,
        VIOLATED,
        /** It would have taken too long to find out. */
        UNDECIDED
    }

    /**
     * What was found, and where.
     *
     * @param keys by which the verdict is not {@link Verdict#LINEARIZABLE}, in order
     */
    public record Report(Verdict verdict, Map<String, Verdict> keys) {}

    /**
     * Looks at each key by itself.
     *
     * @param configurations how many to look at for each key before it is given up, at least 1
     */
    public static Report check(List<Seen> history, int configurations) {
        Map<String, List<Seen>> byKey = new TreeMap<>();
        for (Seen seen : history) {
            if (counts(seen)) {
                byKey.computeIfAbsent(seen.key(), key -> new ArrayList<>()).add(seen);
            }
        }
        Map<String, Verdict> found = new TreeMap<>();
        byKey.forEach((key, operations) -> {
            Verdict verdict = new KeySearch(operations, configurations).run();
            if (verdict != Verdict.LINEARIZABLE) {
                found.put(key, verdict);
            }
        });
        Verdict worst = found.containsValue(Verdict.VIOLATED)
                ? Verdict.VIOLATED
                : found.isEmpty() ? Verdict.LINEARIZABLE : Verdict.UNDECIDED;
        return new Report(worst, found);
    }

    /** What had no effect, and what nobody saw and changes nothing, says nothing. */
    private static boolean counts(Seen seen) {
        return switch (seen.status()) {
            case OK -> true;
            case FAIL -> false;
            case INFO -> seen.kind() != Seen.Kind.GET;
        };
    }
}

package dev.levada.cli.replicate;

import dev.levada.replication.consensus.Timings;
import java.util.Iterator;
import java.util.List;

/** How long silence of a leader is borne, by name. */
final class TimingLabels implements Iterable<String> {
    static final String DEFAULT = "default";
    private static final String FAST = "fast";

    static Timings parse(String label) {
        return switch (label) {
            case DEFAULT -> Timings.standard();
            case FAST -> Timings.fast();
            default ->
                throw new IllegalArgumentException("--timings is %s or %s, was '%s'".formatted(DEFAULT, FAST, label));
        };
    }

    @Override
    public Iterator<String> iterator() {
        return List.of(DEFAULT, FAST).iterator();
    }
}

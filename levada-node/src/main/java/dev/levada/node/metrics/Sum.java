package dev.levada.node.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The sum of what its sources say. Thread-safe. */
final class Sum {
    private final boolean keepsWhatIsGone;
    private final List<LongSupplier> sources = new ArrayList<>();
    private long gone;

    /** @param keepsWhatIsGone whether what a source said last stays in the sum, so that it never sinks */
    Sum(boolean keepsWhatIsGone) {
        this.keepsWhatIsGone = keepsWhatIsGone;
    }

    // Guards the sources and what is gone, here and below.
    synchronized void add(LongSupplier source) {
        sources.add(source);
    }

    /** Removes a source. Returns whether it was the last. */
    synchronized boolean remove(LongSupplier source) {
        if (sources.remove(source) && keepsWhatIsGone) {
            gone += source.getAsLong();
        }
        return sources.isEmpty();
    }

    synchronized double value() {
        long sum = gone;
        for (LongSupplier source : sources) {
            sum += source.getAsLong();
        }
        return sum;
    }
}

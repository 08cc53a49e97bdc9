package dev.levada.testkit.chance;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How often the interesting things happened: what never does was not tested. */
public final class Sometimes {
    private final Map<String, Long> counts = new TreeMap<>();

    public void hit(String what) {
        hit(what, 1);
    }

    public void hit(String what, long times) {
        if (times > 0) {
            counts.merge(what, times, Long::sum);
        }
    }

    public void add(Sometimes other) {
        other.counts.forEach(this::hit);
    }

    public Map<String, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }
}

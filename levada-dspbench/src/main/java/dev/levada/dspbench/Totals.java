package dev.levada.dspbench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Running totals: each is put out whenever it grows, so each number from the first to the last must come exactly once,
 * and the last is the result.
 */
public final class Totals {
    private static final int MAX_FAULTS = 20;

    private final int first;
    private final Map<String, BitSet> seen = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** @param first what a total is when it is put out for the first time */
    public Totals(int first) {
        this.first = first;
    }

    /** A total has come to a number. */
    public void add(String key, long total) {
        int bit = Math.toIntExact(total);
        BitSet numbers = seen.computeIfAbsent(key, any -> new BitSet());
        if (numbers.get(bit) && faults.size() < MAX_FAULTS) {
            faults.add("the total of %s came to %d twice".formatted(key, total));
        }
        numbers.set(bit);
    }

    /** What a total came to at last. */
    public long last(String key) {
        BitSet numbers = seen.get(key);
        return numbers == null ? first : numbers.length() - 1;
    }

    /** Gives each total, in any order. */
    public void forEach(BiConsumer<String, Long> result) {
        seen.forEach((key, numbers) -> result.accept(key, numbers.length() - 1L));
    }

    /** What came twice, and what never came; not more than some of each. */
    public List<String> faults() {
        List<String> all = new ArrayList<>(faults);
        seen.forEach((key, numbers) -> {
            int missing = numbers.nextClearBit(first);
            if (missing < numbers.length() && all.size() < 2 * MAX_FAULTS) {
                all.add("the total of %s never was %d, but %d".formatted(key, missing, numbers.length() - 1));
            }
        });
        return all;
    }
}

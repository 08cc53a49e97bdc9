package dev.levada.bench;

import java.util.HashMap;
import java.util.Map;

/** The hash map in which one thread of the hand-written loop counts its words. */
interface WordCounts {

    void add(String[] words);

    Map<String, Long> counts();

    /** As it is written without a second thought: a number is an object, and a new one for each count. */
    static WordCounts plain() {
        Map<String, Long> counts = new HashMap<>(20_000);
        return new WordCounts() {
            @Override
            public void add(String[] words) {
                for (String word : words) {
                    counts.merge(word, 1L, Long::sum);
                }
            }

            @Override
            public Map<String, Long> counts() {
                return counts;
            }
        };
    }

    /** As it is written to be measured: each word has a cell that is counted up in place. */
    static WordCounts tuned() {
        Map<String, long[]> cells = new HashMap<>(20_000);
        return new WordCounts() {
            @Override
            public void add(String[] words) {
                for (String word : words) {
                    long[] cell = cells.get(word);
                    if (cell == null) {
                        cells.put(word, new long[] {1});
                    } else {
                        cell[0]++;
                    }
                }
            }

            @Override
            public Map<String, Long> counts() {
                Map<String, Long> counts = new HashMap<>();
                cells.forEach((word, cell) -> counts.put(word, cell[0]));
                return counts;
            }
        };
    }
}

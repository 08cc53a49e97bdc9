package dev.levada.bench;

import java.util.HashMap;
import java.util.Map;

/** Counts as a line of text, as they come from another process: the word for it, and then words and numbers. */
final class CountLines {
    private static final String START = "counts";

    private CountLines() {}

    static String of(Map<String, Long> counts) {
        StringBuilder line = new StringBuilder(START);
        counts.forEach(
                (word, count) -> line.append(' ').append(word).append(' ').append((long) count));
        return line.toString();
    }

    /** What a line holds; nothing if it is another one. */
    static Map<String, Long> read(String line) {
        String[] parts = line.split(" ");
        Map<String, Long> counts = new HashMap<>();
        if (parts[0].equals(START)) {
            for (int i = 1; i < parts.length; i += 2) {
                counts.put(parts[i], Long.parseLong(parts[i + 1]));
            }
        }
        return counts;
    }
}

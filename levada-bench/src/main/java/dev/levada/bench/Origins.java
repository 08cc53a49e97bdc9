package dev.levada.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells from an output which record it is of, and so when it was due. May be asked by any thread. */
interface Origins {
    /** Where an output does not say. */
    long UNKNOWN = -1;

    /** What puts out the number of a record first. */
    List<String> NUMBERED = List.of("bi", "fd", "sd", "tm", "vs");

    String WORDS = "wc";

    /** The index of the record, from 0, or {@link #UNKNOWN}. */
    long of(String output);

    /**
     * Of an application; empty if its outputs do not tell.
     *
     * @param count how many lines there are; only of a word count they are read
     */
    static Optional<Origins> of(String code, Texts texts, long count) {
        if (code.equals(WORDS)) {
            return Optional.of(new Occurrences(texts, count));
        }
        return NUMBERED.contains(code) ? Optional.of(Origins::number) : Optional.empty();
    }

    /** The digits before the first bar. */
    private static long number(String output) {
        long number = 0;
        for (int i = 0; i < output.length(); i++) {
            int digit = output.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return i > 0 && output.charAt(i) == '|' ? number : UNKNOWN;
            }
            number = number * 10 + digit;
        }
        return UNKNOWN;
    }

    /** A count {@code WORD|n} is of the line in which the word is for the n-th time. */
    final class Occurrences implements Origins {
        private static final Pattern BETWEEN = Pattern.compile("[^A-Za-z0-9_]+");

        private final Map<String, int[]> lines = new HashMap<>();

        Occurrences(Texts texts, long count) {
            Map<String, List<Integer>> growing = new HashMap<>();
            for (int line = 0; line < count; line++) {
                for (String word : BETWEEN.split(texts.get(line))) {
                    growing.computeIfAbsent(word.toUpperCase(Locale.ROOT), any -> new ArrayList<>())
                            .add(line);
                }
            }
            growing.forEach((word, all) ->
                    lines.put(word, all.stream().mapToInt(Integer::intValue).toArray()));
        }

        @Override
        public long of(String output) {
            int bar = output.indexOf('|');
            int[] all = bar < 0 ? null : lines.get(output.substring(0, bar));
            if (all == null) {
                return UNKNOWN;
            }
            int number = Integer.parseInt(output, bar + 1, output.length(), 10);
            return number >= 1 && number <= all.length ? all[number - 1] : UNKNOWN;
        }
    }
}

package dev.levada.bench;

import dev.levada.api.operator.Emitter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The text to count: 65,536 seeded sentences of ten words out of a vocabulary of 10,000, drawn by Zipf's law with
 * exponent 1, said over and over.
 */
final class Sentences {
    static final int WORDS_EACH = 10;
    private static final int SENTENCES = 65_536;
    private static final int VOCABULARY = 10_000;

    private final String[] sentences = new String[SENTENCES];

    Sentences(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] cumulated = new double[VOCABULARY];
        double sum = 0;
        for (int rank = 0; rank < VOCABULARY; rank++) {
            sum += 1.0 / (rank + 1);
            cumulated[rank] = sum;
        }
        for (int i = 0; i < SENTENCES; i++) {
            StringBuilder sentence = new StringBuilder();
            for (int word = 0; word < WORDS_EACH; word++) {
                int found = Arrays.binarySearch(cumulated, random.nextDouble() * sum);
                int rank = Math.min(VOCABULARY - 1, found >= 0 ? found : -found - 1);
                sentence.append(word == 0 ? "" : " ").append(word(rank));
            }
            sentences[i] = sentence.toString();
        }
    }

    /** A word of some letters for each rank, frequent ones shorter, as in a language. */
    private static String word(int rank) {
        StringBuilder word = new StringBuilder();
        for (int rest = rank + 26; rest > 0; rest /= 26) {
            word.append((char) ('a' + rest % 26));
        }
        return word.append(rank % 7 == 0 ? "ing" : "").toString();
    }

    String get(long index) {
        return sentences[(int) (index & (SENTENCES - 1))];
    }

    /** Cuts a sentence at its blanks. The engine and the loop cut with the same code. */
    static void split(String sentence, Emitter<String> out) {
        int start = 0;
        int blank;
        while ((blank = sentence.indexOf(' ', start)) >= 0) {
            out.emit(sentence.substring(start, blank));
            start = blank + 1;
        }
        out.emit(sentence.substring(start));
    }

    /** How often each word is in the first so many sentences. */
    Map<String, Long> counts(long count) {
        long[] times = new long[SENTENCES];
        for (int i = 0; i < SENTENCES; i++) {
            times[i] = count / SENTENCES + (i < count % SENTENCES ? 1 : 0);
        }
        Map<String, Long> counts = new HashMap<>();
        for (int i = 0; i < SENTENCES; i++) {
            long said = times[i];
            split(sentences[i], word -> counts.merge(word, said, Long::sum));
        }
        counts.values().removeIf(said -> said == 0);
        return counts;
    }
}

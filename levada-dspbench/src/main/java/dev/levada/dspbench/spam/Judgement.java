package dev.levada.dspbench.spam;

import dev.levada.dspbench.draw.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Bayes' rule over the words of a mail that say most. */
final class Judgement {
    private static final int WORDS = 15;
    private static final double UNKNOWN = 0.4;
    private static final double LEAST = 0.01;
    private static final double MOST = 0.99;
    private static final double THRESHOLD = 0.9;

    private Judgement() {}

    private record Word(String word, double spam) {
        double says() {
            return Math.abs(0.5 - spam);
        }
    }

    /**
     * The line of a mail.
     *
     * @param words how often each of its words was in mails that are known
     * @param all the same of all words
     */
    static String line(String mail, Map<String, Tally> words, Tally all) {
        List<Word> telling = words.entrySet().stream()
                .map(word -> new Word(word.getKey(), probability(word.getValue(), all)))
                .sorted(Comparator.comparingDouble(Word::says).reversed().thenComparing(Word::word))
                .limit(WORDS)
                .toList();
        double spam = 1;
        double other = 1;
        for (Word word : telling) {
            spam *= word.spam();
            other *= 1 - word.spam();
        }
        double probability = spam / (spam + other);
        return "%s|%d|%b".formatted(mail, Numbers.micros(probability), probability > THRESHOLD);
    }

    private static double probability(Tally word, Tally all) {
        if (word.equals(Tally.NONE)) {
            return UNKNOWN;
        }
        double spam = (double) word.spam() / all.spam();
        double other = 2.0 * word.other() / all.other();
        return Math.max(LEAST, Math.min(MOST, spam / (spam + other)));
    }
}

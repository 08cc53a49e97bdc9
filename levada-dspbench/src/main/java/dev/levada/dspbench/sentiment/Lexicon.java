package dev.levada.dspbench.sentiment;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;

/** What words are worth, from -5 to 5. */
final class Lexicon {
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \n";
    private static final Lexicon STANDARD = new Lexicon(builtIn());

    private final Map<String, Integer> worth;

    private Lexicon(Map<String, Integer> worth) {
        this.worth = worth;
    }

    /** The one of the generated tweets. */
    static Lexicon standard() {
        return STANDARD;
    }

    private static Map<String, Integer> builtIn() {
        Map<String, Integer> worth = new HashMap<>();
        for (int k = 0; k < 50; k++) {
            worth.put("pos" + k, 1 + k % 5);
            worth.put("neg" + k, -(1 + k % 5));
        }
        return worth;
    }

    /** The sum of its words, which punctuation divides. */
    int score(String text) {
        int score = 0;
        StringTokenizer words = new StringTokenizer(text.toLowerCase(Locale.ROOT), PUNCTUATION);
        while (words.hasMoreTokens()) {
            score += worth.getOrDefault(words.nextToken(), 0);
        }
        return score;
    }
}

package dev.levada.node.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that was probably meant. */
public final class Suggestion {

    private Suggestion() {}

    /** The known word nearest to a mistyped one, or none if all are far from it. */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        String lower = typed.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, typed.length() / 3);
        return known.stream()
                .min(Comparator.comparingInt(word -> slips(lower, word.toLowerCase(Locale.ROOT))))
                .filter(word -> slips(lower, word.toLowerCase(Locale.ROOT)) <= limit);
    }

    /** Ends a message with a question, {@code "; did you mean 'run'?"}, or with nothing. */
    public static String question(String typed, Collection<String> known) {
        return nearest(typed, known).map("; did you mean '%s'?"::formatted).orElse("");
    }

    /**
     * How many slips of the keyboard lie between two words: letters left out, added, replaced, or swapped with the
     * next.
     */
    public static int slips(String one, String other) {
        int[][] slips = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : fewest(slips, one, i, other, j);
            }
        }
        return slips[one.length()][other.length()];
    }

    private static int fewest(int[][] slips, String one, int i, String other, int j) {
        int replaced = slips[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(fewest, slips[i - 2][j - 2] + 1) : fewest;
    }
}

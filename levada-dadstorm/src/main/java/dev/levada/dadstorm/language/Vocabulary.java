package dev.levada.dadstorm.language;

import dev.levada.node.text.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words that may stand at one place of the language, in any case, with what each means. */
final class Vocabulary<T> {

    private static final int MAX_SLIPS = 2;
    private static final int LETTERS_PER_SLIP = 3;

    private final List<T> meanings;
    private final Function<T, String> spelling;

    /** @param meanings in the order in which they are offered to a user */
    Vocabulary(List<T> meanings, Function<T, String> spelling) {
        this.meanings = List.copyOf(meanings);
        this.spelling = spelling;
    }

    /** Finds what a word means; null if it is not in here. */
    @Nullable
    T find(String word) {
        for (T meaning : meanings) {
            if (spelling.apply(meaning).equalsIgnoreCase(word)) {
                return meaning;
            }
        }
        return null;
    }

    /** Finds what a misspelt word was likely meant to mean; null if it resembles none. */
    @Nullable
    T near(String word) {
        int fewest = Math.min(MAX_SLIPS, word.length() / LETTERS_PER_SLIP) + 1;
        T nearest = null;
        for (T meaning : meanings) {
            int slips = slips(word, spelling.apply(meaning));
            if (slips < fewest) {
                fewest = slips;
                nearest = meaning;
            }
        }
        return nearest;
    }

    /** Says what to write instead of a word that is not in here. */
    String remedy(String word) {
        T meant = near(word);
        return meant != null ? "did you mean " + spelling.apply(meant) + "?" : "use one of " + this;
    }

    /** Gives all words. */
    @Override
    public String toString() {
        return meanings.stream().map(spelling).collect(Collectors.joining(", "));
    }

    private static int slips(String word, String other) {
        return Math.abs(word.length() - other.length()) > MAX_SLIPS
                ? Integer.MAX_VALUE
                : Suggestion.slips(word.toUpperCase(Locale.ROOT), other.toUpperCase(Locale.ROOT));
    }
}

package dev.levada.dspbench.wordcount;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** How a line is cut, for other engines as for ours. */
public final class Words {
    private static final Pattern BETWEEN = Pattern.compile("[^A-Za-z0-9_]+");

    private Words() {}

    /** Gives each word of a line. */
    public static void split(String line, Consumer<String> words) {
        if (line.isEmpty()) {
            return;
        }
        for (String word : BETWEEN.split(line)) {
            if (!word.isEmpty()) {
                words.accept(word.toUpperCase(Locale.ROOT));
            }
        }
    }
}

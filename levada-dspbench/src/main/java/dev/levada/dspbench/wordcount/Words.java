package dev.levada.dspbench.wordcount;

import java.util.Locale;
import java.util.function.Consumer;

/** How a line is cut; by a loop, as a regular expression would take as long as counting does. */
public final class Words {

    private Words() {}

    /** Gives each word of a line, in capitals: a run of letters of the English alphabet, digits and underscores. */
    public static void split(String line, Consumer<String> words) {
        int end = 0;
        while (end < line.length()) {
            int start = end;
            while (start < line.length() && !isOfWord(line.charAt(start))) {
                start++;
            }
            end = start;
            while (end < line.length() && isOfWord(line.charAt(end))) {
                end++;
            }
            if (start < end) {
                words.accept(line.substring(start, end).toUpperCase(Locale.ROOT));
            }
        }
    }

    private static boolean isOfWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}

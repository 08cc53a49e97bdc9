package dev.levada.examples;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Topology;
import dev.levada.api.operator.Emitter;
import dev.levada.connectors.files.FileSources;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Counts the words of text files. A word is a run of ASCII letters, digits and underscores, and case does not count; so
 * any encoding that has ASCII in it will do.
 *
 * <pre>{@code ./levada run wordcount --input LICENSE --output counts.txt}</pre>
 */
public final class WordCount implements Pipeline {
    private static final int MAX_LINE_CHARS = 1 << 26;

    @Override
    public String name() {
        return "wordcount";
    }

    @Override
    public String description() {
        return "counts the words of text files: WORD, n for each, once the input has ended";
    }

    @Override
    public Topology build(Parameters parameters) {
        Topology words = Topology.named(name());
        words.from(FileSources.lines(parameters.requireInputs().toArray(String[]::new))
                        .charset(StandardCharsets.ISO_8859_1)
                        .maxLineChars(MAX_LINE_CHARS)
                        .build())
                .flatMap(WordCount::split)
                .keyBy(word -> word)
                .countAtEnd("counts");
        return words;
    }

    static void split(String line, Emitter<String> words) {
        int start = -1;
        for (int i = 0; i < line.length(); i++) {
            if (isWordCharacter(line.charAt(i))) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                words.emit(line.substring(start, i).toUpperCase(Locale.ROOT));
                start = -1;
            }
        }
        if (start >= 0) {
            words.emit(line.substring(start).toUpperCase(Locale.ROOT));
        }
    }

    private static boolean isWordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}

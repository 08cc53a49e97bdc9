package dev.levada.cli.run;

import dev.levada.api.Pipeline;
import dev.levada.cli.pipeline.Pipelines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The words of a command line with whole paths, so that they mean the same to processes in other directories. */
final class AbsoluteWords {
    private static final Set<String> PATHS = Set.of("--input", "--output", "--script", "--from-savepoint");
    private static final String NAMED_PATH = "--lib";

    private AbsoluteWords() {}

    static List<String> of(ParseResult typed, Path directory) {
        List<String> words = new ArrayList<>();
        typed.matchedPositionals()
                .forEach(each -> each.originalStringValues()
                        .forEach(word -> words.add(isExample(word) ? word : whole(directory, word))));
        typed.matchedOptions().stream().distinct().forEach(option -> add(words, option, directory));
        return words;
    }

    private static void add(List<String> words, OptionSpec option, Path directory) {
        String name = option.longestName();
        if (option.arity().max() == 0) {
            words.add(name);
        }
        for (String value : option.arity().max() == 0 ? List.<String>of() : option.originalStringValues()) {
            words.add(name);
            words.add(whole(directory, name, value));
        }
    }

    private static String whole(Path directory, String option, String value) {
        if (PATHS.contains(option)) {
            return whole(directory, value);
        }
        int mark = value.indexOf('=');
        return option.equals(NAMED_PATH) && mark >= 0
                ? value.substring(0, mark + 1) + whole(directory, value.substring(mark + 1))
                : value;
    }

    /** A slash at the end says that a directory is meant. */
    private static String whole(Path directory, String path) {
        String whole = directory.resolve(path).toString();
        return path.endsWith("/") && !whole.endsWith("/") ? whole + "/" : whole;
    }

    private static boolean isExample(String word) {
        return Pipelines.bundled().stream().map(Pipeline::name).anyMatch(word::equals);
    }
}

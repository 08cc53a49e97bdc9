package dev.levada.dadstorm;

import dev.levada.dadstorm.file.TextFile;
import dev.levada.dadstorm.language.Command;
import dev.levada.dadstorm.language.Configuration;
import dev.levada.dadstorm.language.DadstormParser;
import dev.levada.dadstorm.language.Problem;
import dev.levada.dadstorm.language.Reading;
import dev.levada.dadstorm.language.SourcePosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of reading a configuration, its script, and looking for what they name. */
record Loader(
        String jobName,
        Configuration configuration,
        List<Command> script,
        Resources resources,
        List<Problem> warnings) {
    private static final Comparator<Problem> IN_TEXT_ORDER = Comparator.comparingInt(
                    (Problem problem) -> problem.position().line())
            .thenComparingInt(problem -> problem.position().column());

    Loader {
        script = List.copyOf(script);
        warnings = List.copyOf(warnings);
    }

    /** @throws DadstormException with all problems, if one is an error */
    static Loader load(Path file, Optional<Path> scriptFile, DadstormOptions options) {
        List<Problem> problems = new ArrayList<>();
        Configuration configuration = configuration(file, problems);
        if (configuration == null) {
            throw new DadstormException(problems);
        }
        Preflight preflight = new Preflight(file, options);
        preflight.check(configuration);
        problems.addAll(preflight.problems());
        problems.sort(IN_TEXT_ORDER);
        List<Command> script = new ArrayList<>(configuration.script());
        scriptFile.ifPresent(path -> script.addAll(commands(path, configuration, problems)));
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new DadstormException(problems);
        }
        return new Loader(jobName(file), configuration, script, preflight.resources(), problems);
    }

    private static @Nullable Configuration configuration(Path file, List<Problem> problems) {
        String text = text(file, "configuration", problems);
        if (text == null) {
            return null;
        }
        Reading<Configuration> reading = DadstormParser.parseConfiguration(file.toString(), text);
        problems.addAll(reading.problems());
        return reading.result().orElse(null);
    }

    private static List<Command> commands(Path file, Configuration configuration, List<Problem> problems) {
        String text = text(file, "script", problems);
        if (text == null) {
            return List.of();
        }
        Reading<List<Command>> reading = DadstormParser.parseScript(file.toString(), text, configuration);
        problems.addAll(reading.problems());
        return reading.result().orElse(List.of());
    }

    private static @Nullable String text(Path file, String what, List<Problem> problems) {
        try {
            return TextFile.read(file);
        } catch (IOException e) {
            problems.add(new Problem(
                    new SourcePosition(file.toString(), 1, 1),
                    Problem.Severity.ERROR,
                    "the %s cannot be read: %s".formatted(what, e.getMessage()),
                    "check the name of the file"));
            return null;
        }
    }

    /** The file's name without its extension. */
    private static String jobName(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}

package dev.levada.yaml;

import dev.levada.yaml.text.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A pipeline file cannot be run. The message holds all problems. */
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    YamlException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All that was found, from top to bottom. */
    public List<Problem> problems() {
        return problems;
    }
}

package dev.levada.dadstorm;

import dev.levada.dadstorm.language.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration or script cannot be run. The message holds all problems, one a line. */
public final class DadstormException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    DadstormException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All that was found, in the order of the texts; at least one is an error. */
    public List<Problem> problems() {
        return problems;
    }
}

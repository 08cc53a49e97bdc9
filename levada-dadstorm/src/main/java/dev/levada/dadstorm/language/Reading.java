package dev.levada.dadstorm.language;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a text.
 *
 * @param result what the text says; absent if a problem is an error, or if the text leaves nothing to say
 * @param problems errors and warnings in the order of the text, a thousand of them and a note if there are more
 */
public record Reading<T>(Optional<T> result, List<Problem> problems) {

    public Reading {
        problems = List.copyOf(problems);
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}

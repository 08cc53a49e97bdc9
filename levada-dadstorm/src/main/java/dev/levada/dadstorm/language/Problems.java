package dev.levada.dadstorm.language;

import dev.levada.dadstorm.language.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The problems found so far in one text. A place may be looked at twice, its problem is told once. */
final class Problems {

    static final int MAX_LISTED = 1_000;

    private static final Comparator<Problem> IN_TEXT_ORDER = Comparator.comparingInt(
                    (Problem problem) -> problem.position().line())
            .thenComparingInt(problem -> problem.position().column());

    private final Set<Problem> listed = new LinkedHashSet<>();
    private @Nullable Problem unlisted;

    void error(SourcePosition position, String message, String remedy) {
        add(new Problem(position, Severity.ERROR, message, remedy));
    }

    void warning(SourcePosition position, String message, String remedy) {
        add(new Problem(position, Severity.WARNING, message, remedy));
    }

    boolean any() {
        return !listed.isEmpty();
    }

    /** Gives the result of reading the text, which an error withholds. */
    <T> Reading<T> reading(@Nullable T result) {
        List<Problem> all = new ArrayList<>(listed);
        all.sort(IN_TEXT_ORDER);
        if (unlisted != null) {
            all.add(unlisted);
        }
        boolean sound = all.stream().noneMatch(Problem::isError);
        return new Reading<>(sound ? Optional.ofNullable(result) : Optional.empty(), all);
    }

    private void add(Problem problem) {
        if (listed.size() < MAX_LISTED) {
            listed.add(problem);
        } else if (!listed.contains(problem) && (unlisted == null || !unlisted.isError())) {
            unlisted = new Problem(
                    problem.position(),
                    problem.severity(),
                    "there are more than %d problems".formatted(MAX_LISTED),
                    "the others are told once these are mended");
        }
    }
}

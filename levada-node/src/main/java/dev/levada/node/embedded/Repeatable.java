package dev.levada.node.embedded;

import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.cluster.planner.JobSettings;
import dev.levada.lint.Finding;
import dev.levada.lint.Lint;
import dev.levada.lint.LintReport;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Refuses a job whose operators do what its recovery could not repeat. */
final class Repeatable {
    private static final int MOST = 20;

    private Repeatable() {}

    /**
     * @param doubts hears what may not be repeated, a line each
     * @throws GuaranteeException if something surely is not, saying where
     */
    static void require(Graph graph, JobSettings settings, Consumer<String> doubts) {
        List<Operator> repeating = graph.operators().stream()
                .filter(operator -> settings.recovery(operator).repeatsExactly())
                .toList();
        LintReport report = Lint.check(new Graph(graph.job(), repeating));
        report.warnings().stream().map(Finding::toString).forEach(doubts);
        List<Finding> errors = report.errors();
        if (!errors.isEmpty()) {
            throw new GuaranteeException(
                    ("job '%s' cannot recover by %s, which lets a failed task do exactly the same again, and its operators"
                                    + " would not:%n%s%n  mend them, or recover by %s, or mark with @AssumeDeterministic what"
                                    + " repeats all the same")
                            .formatted(
                                    graph.job(),
                                    labels(repeating, settings),
                                    lines(errors),
                                    Recovery.checkpoint().label()));
        }
    }

    private static String labels(List<Operator> operators, JobSettings settings) {
        return operators.stream()
                .map(operator -> settings.recovery(operator).label())
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    private static String lines(List<Finding> errors) {
        String first = errors.stream()
                .limit(MOST)
                .map(error -> "  " + error)
                .collect(Collectors.joining(System.lineSeparator()));
        return errors.size() <= MOST
                ? first
                : first + "%n  and %d more; 'levada lint' shows them all".formatted(errors.size() - MOST);
    }
}

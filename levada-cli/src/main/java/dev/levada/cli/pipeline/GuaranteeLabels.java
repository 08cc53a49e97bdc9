package dev.levada.cli.pipeline;

import dev.levada.api.recovery.Guarantee;
import dev.levada.cli.terminal.CommandException;
import dev.levada.node.text.Suggestion;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The guarantees by their names. */
final class GuaranteeLabels implements Iterable<String> {

    /** As picocli makes it, for the completion of shells. */
    GuaranteeLabels() {}

    static Guarantee parse(String label) {
        if (all().stream().noneMatch(label::equalsIgnoreCase)) {
            throw CommandException.badInput("guarantee '%s' is not known%s; there are %s"
                    .formatted(label, Suggestion.question(label, all()), String.join(", ", all())));
        }
        return Guarantee.parse(label);
    }

    private static List<String> all() {
        return Arrays.stream(Guarantee.values()).map(Guarantee::label).toList();
    }

    @Override
    public Iterator<String> iterator() {
        return all().iterator();
    }
}

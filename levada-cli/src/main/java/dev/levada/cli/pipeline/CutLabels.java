package dev.levada.cli.pipeline;

import dev.levada.api.recovery.Cuts;
import dev.levada.cli.terminal.CommandException;
import dev.levada.node.text.Suggestion;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Where epochs can end, by name. */
public final class CutLabels implements Iterable<String> {

    /** As picocli makes it, for the completion of shells. */
    public CutLabels() {}

    /** @throws CommandException if there is none of that name, with what to do */
    public static Cuts parse(String label) {
        if (all().stream().noneMatch(label::equalsIgnoreCase)) {
            throw CommandException.badInput("cuts '%s' are not known%s; there are %s"
                    .formatted(label, Suggestion.question(label, all()), String.join(", ", all())));
        }
        return Cuts.parse(label);
    }

    private static List<String> all() {
        return Arrays.stream(Cuts.values()).map(Cuts::label).toList();
    }

    @Override
    public Iterator<String> iterator() {
        return all().iterator();
    }
}

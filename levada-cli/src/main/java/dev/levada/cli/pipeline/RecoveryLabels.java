package dev.levada.cli.pipeline;

import dev.levada.api.recovery.Recovery;
import dev.levada.cli.terminal.CommandException;
import dev.levada.node.text.Suggestion;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The recovery protocols by their names: those that there are, and those that are known but still to come. */
public final class RecoveryLabels implements Iterable<String> {
    private static final List<Recovery> THERE = List.of(Recovery.Standard.values());
    private static final List<String> TO_COME = List.of("replicated", "auto");

    /** What {@code backtracking} is called for short. */
    private static final String BACKTRACK = "backtrack";

    /** As picocli makes it, for the completion of shells. */
    public RecoveryLabels() {}

    /** @throws CommandException if there is none of that name, with what to do */
    public static Recovery parse(String label) {
        String whole =
                label.equalsIgnoreCase(BACKTRACK) ? Recovery.backtracking().label() : label;
        for (Recovery recovery : THERE) {
            if (recovery.label().equalsIgnoreCase(whole)) {
                return recovery;
            }
        }
        if (TO_COME.stream().anyMatch(label::equalsIgnoreCase)) {
            throw CommandException.notGuaranteed(
                    "recovery '%s' is not in this version; there are %s; choose the one that gives what you need"
                            .formatted(label, String.join(", ", there())));
        }
        List<String> known = new ArrayList<>(there());
        known.addAll(TO_COME);
        throw CommandException.badInput("recovery '%s' is not known%s; in this version there are %s"
                .formatted(label, Suggestion.question(label, known), String.join(", ", there())));
    }

    private static List<String> there() {
        return THERE.stream().map(Recovery::label).toList();
    }

    @Override
    public Iterator<String> iterator() {
        return there().iterator();
    }
}

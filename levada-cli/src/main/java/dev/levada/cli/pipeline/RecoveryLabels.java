package dev.levada.cli.pipeline;

import dev.levada.api.recovery.Recovery;
import dev.levada.cli.terminal.CommandException;
import dev.levada.node.text.Suggestion;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The recovery protocols by their names: those that there are, and those that are known but still to come. */
public final class RecoveryLabels implements Iterable<String> {
    private static final List<String> TO_COME = List.of("auto");

    /** What {@code backtracking} is called for short. */
    private static final String BACKTRACK = "backtrack";

    /** What comes before a number of records. */
    private static final String RECORDS = Recovery.backtracking(1).label().replace("1", "");

    /** What comes before a number of workers. */
    private static final String CAUSAL = Recovery.causal().label() + ":";

    private static final String REPLICATED = Recovery.pessimistic(1).label() + "-";

    /** What comes before a number of replicas. */
    private static final String REPLICAS = Recovery.replicated().label() + ":";

    /** As picocli makes it, for the completion of shells. */
    public RecoveryLabels() {}

    /** @throws CommandException if there is none of that name, with what to do */
    public static Recovery parse(String label) {
        String lower = label.toLowerCase(Locale.ROOT);
        return Recovery.find(inFull(lower)).orElseThrow(() -> refusal(label));
    }

    private static String inFull(String lower) {
        return lower.equals(BACKTRACK) || lower.startsWith(BACKTRACK + ":")
                ? Recovery.backtracking().label() + lower.substring(BACKTRACK.length())
                : lower;
    }

    private static CommandException refusal(String label) {
        String lower = label.toLowerCase(Locale.ROOT);
        if (lower.startsWith(CAUSAL) || lower.startsWith(REPLICATED)) {
            return CommandException.badInput(
                    "recovery '%s': behind the %s the number of workers was expected that may fail at once, from 1 to %d"
                            .formatted(label, lower.startsWith(CAUSAL) ? "colon" : "hyphen", Recovery.MAX_DOMAINS));
        }
        if (lower.startsWith(REPLICAS)) {
            return CommandException.badInput(
                    "recovery '%s': behind the colon the number of processes was expected that do what a task does, odd, from 3 to %d"
                            .formatted(label, 2 * Recovery.MAX_DOMAINS + 1));
        }
        if (inFull(lower).startsWith(RECORDS)) {
            return CommandException.badInput(
                    "recovery '%s': behind the hyphen the number of records was expected after which a window ends, from 1 to 999999999"
                            .formatted(label));
        }
        if (TO_COME.stream().anyMatch(label::equalsIgnoreCase)) {
            return CommandException.notGuaranteed(
                    "recovery '%s' is not in this version; there are %s; choose the one that gives what you need"
                            .formatted(label, String.join(", ", there())));
        }
        List<String> known = new ArrayList<>(there());
        known.addAll(TO_COME);
        return CommandException.badInput("recovery '%s' is not known%s; in this version there are %s"
                .formatted(label, Suggestion.question(label, known), String.join(", ", there())));
    }

    private static List<String> there() {
        return Recovery.named().stream().map(Recovery::label).toList();
    }

    @Override
    public Iterator<String> iterator() {
        return there().iterator();
    }
}

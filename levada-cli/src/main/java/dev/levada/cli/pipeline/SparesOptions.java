package dev.levada.cli.pipeline;

import dev.levada.cli.terminal.CommandException;
import dev.levada.node.processes.Spares;
import dev.levada.node.text.Suggestion;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What is kept ready for workers that end. */
public final class SparesOptions {

    @Option(
            names = "--spares",
            paramLabel = "N",
            description = "How many more worker processes stand by, to take the place of one that has ended;"
                    + " ${DEFAULT-VALUE} if not given.")
    private int number;

    @Option(
            names = "--standby",
            paramLabel = "WHERE",
            completionCandidates = Labels.class,
            description =
                    "Where the latest state of each task is held in memory: none; spares, the default, if there are"
                            + " any; or workers: others take the tasks over at once, and give them back when the new process is"
                            + " ready. The last is for operators that repeat exactly; with others in the job it is as spares.")
    private String standby = "spares";

    /** @param number how many if nobody says */
    public SparesOptions(int number) {
        this.number = number;
    }

    /** @throws CommandException if they make no sense */
    public Spares spares() {
        if (number < 0) {
            throw CommandException.badInput("--spares %d: 0 or more were expected".formatted(number));
        }
        for (Spares.State state : Spares.State.values()) {
            if (label(state).equalsIgnoreCase(standby)) {
                return new Spares(number, state);
            }
        }
        throw CommandException.badInput("--standby %s: %s were expected%s"
                .formatted(standby, String.join(", ", labels()), Suggestion.question(standby, labels())));
    }

    private static List<String> labels() {
        return Arrays.stream(Spares.State.values()).map(SparesOptions::label).toList();
    }

    /** The word on the command line. */
    public static String label(Spares.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** For the completion of shells. */
    static final class Labels implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return labels().iterator();
        }
    }
}

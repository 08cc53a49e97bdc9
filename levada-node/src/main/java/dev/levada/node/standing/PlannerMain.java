package dev.levada.node.standing;

import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.node.agent.Lifeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The main program of a process that plans one job for a coordinator; see {@link Planner}. */
public final class PlannerMain {
    /** The first word of its command line. */
    public static final String WORD = "planner";

    private static final int WORDS = 2;

    private PlannerMain() {}

    /**
     * Plans what it finds in its directory, and leaves the answer there.
     *
     * @param arguments as the coordinator gives them
     * @return the exit code of the process
     * @throws IOException if it cannot read what is wanted, or write the answer
     * @throws IllegalArgumentException if these are no arguments of a planner
     */
    public static int run(List<String> arguments, JobMaker maker) throws IOException {
        if (arguments.size() != WORDS || !arguments.get(0).equals(WORD)) {
            throw new IllegalArgumentException("a planner is started by a coordinator, not by hand");
        }
        var unused = Lifeline.attach();
        Path directory = Path.of(arguments.get(1));
        if (!(Planning.read(Planning.wanted(directory)) instanceof Planning.Wanted wanted)) {
            throw new IllegalArgumentException("'%s' does not say what is to be planned".formatted(directory));
        }
        answer(wanted, maker).write(Planning.answer(directory));
        return 0;
    }

    private static Planning answer(Planning.Wanted wanted, JobMaker maker) {
        try {
            return new Planning.Planned(maker.make(wanted.submission(), wanted.parallelism()));
        } catch (BadInputException e) {
            return new Planning.Refused(Planning.Cause.BAD_INPUT, String.valueOf(e.getMessage()));
        } catch (GuaranteeException e) {
            return new Planning.Refused(Planning.Cause.NOT_GUARANTEED, String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // of the user's program
            return new Planning.Refused(Planning.Cause.FAILED, e.toString());
        }
    }
}

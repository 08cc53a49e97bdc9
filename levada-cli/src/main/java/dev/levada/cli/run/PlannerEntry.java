package dev.levada.cli.run;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.standing.PlannerMain;
import java.io.IOException;
import java.util.List;

/** A process that plans a job: what coordinators start, and users do not. */
public final class PlannerEntry {
    /** The first word of its command line. */
    public static final String WORD = PlannerMain.WORD;

    private PlannerEntry() {}

    /** Plans one job; its exit code. */
    public static int run(List<String> arguments, Terminal terminal) {
        try {
            return PlannerMain.run(arguments, new SubmittedJobs(terminal));
        } catch (IOException | IllegalArgumentException e) {
            terminal.err().println("levada: this planner cannot run: " + e.getMessage());
            return ExitCode.BAD_INPUT.code();
        }
    }
}

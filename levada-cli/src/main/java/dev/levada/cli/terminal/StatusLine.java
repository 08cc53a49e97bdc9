package dev.levada.cli.terminal;

import java.io.PrintStream;

/**
 * The last line of a terminal, redrawn in place, with ordinary lines passing above it. On anything but a terminal only
 * the ordinary lines are written. Any thread may call.
 */
public final class StatusLine {
    /** Longer ones would wrap, and could not be redrawn. */
    private static final int MAX_CHARS = 79;

    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean watched;
    private String shown = "";

    public StatusLine(Terminal terminal) {
        this.err = terminal.err();
        this.watched = terminal.watched();
    }

    // All of them synchronized: guards the place of the cursor, and what is shown.

    /** Replaces the status; an empty one erases it. */
    public synchronized void show(String status) {
        if (watched && !status.equals(shown)) {
            shown = status.length() <= MAX_CHARS ? status : status.substring(0, MAX_CHARS - 1) + "…";
            err.print(ERASE + shown);
            err.flush();
        }
    }

    /** Writes a line that stays, to the error stream. */
    public void print(String line) {
        print(line, err);
    }

    /** Writes a line that stays. */
    public synchronized void print(String line, PrintStream out) {
        if (!shown.isEmpty()) {
            err.print(ERASE);
            err.flush();
        }
        out.println(line);
        out.flush();
        err.print(shown);
        err.flush();
    }
}

package dev.levada.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and writes.
 *
 * @param typed whether a person types the input
 * @param watched whether a person sees what is written to {@code err}, so that a line may be redrawn
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean typed, boolean watched) {

    /** Files or pipes on all sides. */
    public static Terminal plain(InputStream in, PrintStream out, PrintStream err) {
        return new Terminal(in, out, err, false, false);
    }
}

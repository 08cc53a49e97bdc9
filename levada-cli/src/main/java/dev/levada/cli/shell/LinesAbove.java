package dev.levada.cli.shell;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A stream to print on that hands on whole lines, so that they do not get into a line that is being typed. */
final class LinesAbove extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Consumer<String> lines;

    private LinesAbove(Consumer<String> lines) {
        this.lines = lines;
    }

    /** What is printed there must end in a line end, or it is held back. */
    static PrintStream printing(Consumer<String> lines) {
        return new PrintStream(new LinesAbove(lines), false, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int octet) { // guards the unfinished line
        if (octet == '\n') {
            lines.accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else if (octet != '\r') {
            line.write(octet);
        }
    }
}

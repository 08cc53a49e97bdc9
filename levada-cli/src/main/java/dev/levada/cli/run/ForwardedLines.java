package dev.levada.cli.run;

import dev.levada.node.processes.JobLoader;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Hands on what is printed, line by line. */
final class ForwardedLines extends OutputStream {
    private final JobLoader.Printer printer;
    // Guards itself: several tasks may print.
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private ForwardedLines(JobLoader.Printer printer) {
        this.printer = printer;
    }

    static PrintStream to(JobLoader.Printer printer) {
        return new PrintStream(new ForwardedLines(printer), false, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int next) {
        synchronized (line) {
            if (next == '\n') {
                printer.print(line.toString(StandardCharsets.UTF_8), false);
                line.reset();
            } else {
                line.write(next);
            }
        }
    }
}

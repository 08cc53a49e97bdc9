package dev.levada.cli;

import dev.levada.cli.run.PlannerEntry;
import dev.levada.cli.run.WorkerEntry;
import dev.levada.cli.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The process around {@link Cli}. Prints UTF-8 whatever the locale. */
public final class Main {
    /** Which of the standard streams are terminals, as digits; the launcher script says so. */
    private static final String TERMINALS = "levada.terminals";

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        System.setOut(out);
        System.setErr(err);
        String terminals = System.getProperty(TERMINALS, "");
        Terminal terminal = new Terminal(
                System.in, out, err, terminals.contains("0") && terminals.contains("1"), terminals.contains("2"));
        int code = run(List.of(args), terminal);
        out.flush();
        err.flush();
        System.exit(code);
    }

    private static int run(List<String> args, Terminal terminal) {
        return switch (args.isEmpty() ? "" : args.get(0)) {
            case WorkerEntry.WORD -> WorkerEntry.run(args, terminal);
            case PlannerEntry.WORD -> PlannerEntry.run(args, terminal);
            default -> Cli.run(args, terminal);
        };
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}

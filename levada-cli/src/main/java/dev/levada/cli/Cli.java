package dev.levada.cli;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.text.Suggestion;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** The command, from its arguments to its exit code. Only what the arguments ask for is loaded. */
public final class Cli {

    private Cli() {}

    /** Runs a command with files or pipes on all sides. Does not end the process. */
    public static int run(List<String> args, InputStream in, PrintStream out, PrintStream err) {
        return run(args, Terminal.plain(in, out, err));
    }

    static int run(List<String> args, Terminal terminal) {
        List<String> rest = new ArrayList<>(args);
        boolean stacktrace = rest.contains(Failure.STACKTRACE) || "1".equals(System.getenv("LEVADA_DEBUG"));
        while (!rest.isEmpty() && rest.get(0).equals(Failure.STACKTRACE)) {
            rest.remove(0);
        }
        Failure failure = new Failure(terminal.err(), stacktrace);
        String first = rest.isEmpty() ? "--help" : rest.get(0);
        if (first.equals("help") && rest.size() > 1) {
            return run(List.of(rest.get(1), "--help"), terminal);
        }
        switch (first) {
            case "--help", "-h", "help" -> {
                RootHelp.lines().forEach(terminal.out()::println);
                return ExitCode.DONE.code();
            }
            case "--version", "-V" -> {
                terminal.out().println(Version.line());
                return ExitCode.DONE.code();
            }
            default -> {
                return execute(first, rest, terminal, failure);
            }
        }
    }

    private static int execute(String word, List<String> args, Terminal terminal, Failure failure) {
        Optional<CommandWord> command = CommandWord.named(word);
        if (command.isEmpty()) {
            return failure.tell(unknown(word), ExitCode.BAD_INPUT);
        }
        CommandLine levada = Commands.commandLine(terminal, List.of(command.get()));
        levada.setUsageHelpWidth(100);
        levada.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        levada.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        levada.setParameterExceptionHandler((error, unused) -> failure.tell(error));
        levada.setExecutionExceptionHandler((error, unused, parsed) -> failure.tell(error));
        return levada.execute(args.toArray(String[]::new));
    }

    private static String unknown(String word) {
        return "'%s' is no command%s; 'levada --help' lists them"
                .formatted(word, Suggestion.question(word, CommandWord.words()));
    }
}

package dev.levada.cli.replay;

import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.cli.terminal.ThisCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The same command in a JVM of its own, which waits for a debugger before it begins. Ends with this process. */
final class SuspendedReplay {
    /** Set in that JVM. */
    private static final String MARK = "levada.replay.suspended";

    private static final Pattern LISTENING = Pattern.compile("Listening for transport dt_socket at address: .*?(\\d+)");
    private static final int INTERRUPTED = ExitCode.INTERRUPTED.code();

    private SuspendedReplay() {}

    /** Whether this process is the one that has waited. */
    static boolean isHere() {
        return Boolean.getBoolean(MARK);
    }

    /**
     * Starts it, and passes on what it prints.
     *
     * @param port where it waits; 0 for any that is free
     * @return its exit code
     */
    static int run(List<String> arguments, int port, Terminal terminal) {
        List<String> words = new ArrayList<>(ThisCommand.words(
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:" + port,
                "-D%s=true".formatted(MARK)));
        words.addAll(arguments);
        try {
            Process process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return follow(process, terminal);
        } catch (IOException e) {
            throw CommandException.badInput("--suspend: a JVM cannot be started: " + e.getMessage(), e);
        }
    }

    private static int follow(Process process, Terminal terminal) throws IOException {
        Thread ending = new Thread(process::destroyForcibly); // while it is suspended, nothing else ends it
        Runtime.getRuntime().addShutdownHook(ending);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                tell(line, terminal);
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(ending);
        }
    }

    private static void tell(String line, Terminal terminal) {
        Matcher listening = LISTENING.matcher(line);
        if (listening.matches()) {
            terminal.err()
                    .println("levada: the replay waits for a debugger at 127.0.0.1:%s (a remote JVM, by socket)"
                            .formatted(listening.group(1)));
        } else {
            terminal.out().println(line);
        }
    }
}

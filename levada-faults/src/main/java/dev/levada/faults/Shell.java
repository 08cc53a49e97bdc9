package dev.levada.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands of the operating system, for what Java cannot do by itself. */
public final class Shell {
    private static final int TIMEOUT_SECONDS = 10;

    private Shell() {}

    /**
     * Runs a command to its end.
     *
     * @return what it printed; a few lines at most are expected
     * @throws IOException if it cannot be started, takes too long, or returns anything but 0, saying what it printed
     */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(
                        "'%s' takes more than %d s".formatted(String.join(" ", command), TIMEOUT_SECONDS));
            }
            if (process.exitValue() != 0) {
                throw new IOException("'%s' returned %d: %s"
                        .formatted(String.join(" ", command), process.exitValue(), printed.strip()));
            }
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Sends a signal to a process of this harness, if it is still there. */
    public static void signal(ProcessHandle process, String signal) throws IOException, InterruptedException {
        if (process.isAlive()) {
            try {
                String unused = run("kill", "-" + signal, Long.toString(process.pid()));
            } catch (IOException e) {
                if (process.isAlive()) {
                    throw e;
                }
            }
        }
    }

    /** Runs a command of a list of its words. */
    static String run(List<String> command) throws IOException, InterruptedException {
        return run(command.toArray(String[]::new));
    }
}

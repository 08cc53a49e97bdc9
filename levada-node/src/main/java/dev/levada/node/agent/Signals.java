package dev.levada.node.agent;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Signals that Java cannot send by itself. */
enum Signals {
    STOP,
    CONT;

    private static final List<Path> COMMANDS = List.of(Path.of("/bin/kill"), Path.of("/usr/bin/kill"));
    private static final int TIMEOUT_SECONDS = 5;

    void send(long pid) throws IOException {
        Path kill = COMMANDS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new IOException("process %d gets no SIG%s: neither %s is there; install the package procps"
                                .formatted(pid, name(), "/bin/kill nor /usr/bin/kill")));
        Process process = new ProcessBuilder(kill.toString(), "-" + name(), Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        int code = await(process, pid);
        if (code != 0) {
            throw new IOException("process %d gets no SIG%s: %s returned %d".formatted(pid, name(), kill, code));
        }
    }

    private int await(Process process, long pid) throws IOException {
        try {
            if (process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            throw new IOException(
                    "process %d gets no SIG%s: kill takes more than %d s".formatted(pid, name(), TIMEOUT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while sending SIG%s to process %d".formatted(name(), pid));
        }
    }
}

package dev.levada.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processes of another engine with the class path of this one, and the directory for what they write. */
final class JavaProcesses implements AutoCloseable {
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final long LOOK_NANOS = 50_000_000;
    private static final int TAIL_LINES = 5;

    private final Path directory;
    private final List<Process> all = new ArrayList<>();

    JavaProcesses() {
        try {
            this.directory = Files.createTempDirectory("levada-peers");
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for another engine's processes", e);
        }
    }

    /** Theirs alone; it goes when they do. */
    Path directory() {
        return directory;
    }

    static int freePort() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port for another engine's process", e);
        }
    }

    /** Starts one, which ends with this one. */
    Process start(List<String> flags, String mainClass, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(flags);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Leashed.class.getName(), mainClass));
        line.addAll(List.of(arguments));
        File log = directory.resolve("process-%d.log".formatted(all.size())).toFile();
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            all.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("a process of another engine did not start", e);
        }
    }

    /**
     * Looks now and then, until something holds.
     *
     * @throws IllegalStateException if that takes two minutes, with what the processes have said last
     */
    void await(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "%s has not come within two minutes; the processes say: %s".formatted(what, tails()));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    String tails() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .map(JavaProcesses::tail)
                    .collect(Collectors.joining("; "));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return log.getFileName()
                    + ": "
                    + String.join(" | ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        all.forEach(Process::destroyForcibly);
        all.forEach(each -> each.onExit().join());
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what another engine wrote stays in " + directory, e);
        }
    }
}

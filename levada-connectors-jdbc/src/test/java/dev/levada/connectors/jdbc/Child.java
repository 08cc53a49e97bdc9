package dev.levada.connectors.jdbc;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM with the tests' classes that counts words until it is done or killed. */
final class Child {
    private final Process process;
    private final BufferedReader output;
    private final List<String> said = new ArrayList<>();

    private Child(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static Child start(KilledCount count) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                classPath(),
                KilledCount.class.getName()));
        command.addAll(count.args());
        return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** All that this JVM has, whether on its class path, on its module path, or patched into a module. */
    private static String classPath() {
        String name = KilledCount.class.getSimpleName() + ".class";
        URI here =
                URI.create(requireNonNull(KilledCount.class.getResource(name)).toString());
        Path tests = Path.of(here);
        for (int level = KilledCount.class.getName().split("\\.").length; level > 0; level--) {
            tests = requireNonNull(tests.getParent());
        }
        return String.join(
                File.pathSeparator,
                tests.toString(),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    }

    /** Waits until the job has started, and says from which epoch. */
    long startEpoch() throws IOException {
        return Long.parseLong(await(KilledCount.STARTED).substring(KilledCount.STARTED.length()));
    }

    /** Waits until the job has completed an epoch since it was started, or has ended. */
    void awaitEpoch() throws IOException {
        await(KilledCount.COMPLETE);
    }

    private String await(String beginning) throws IOException {
        @Nullable String line;
        while ((line = next()) != null) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new AssertionError("the child has not said '%s', only: %s".formatted(beginning, said));
    }

    /**
     * Kills it after some time, as {@code kill -9} does, with all that it may have started.
     *
     * @return false if it had ended before
     */
    boolean kill(long afterMillis) throws IOException, InterruptedException {
        if (process.waitFor(afterMillis, TimeUnit.MILLISECONDS)) {
            requireFinished();
            return false;
        }
        List<ProcessHandle> others = process.descendants().toList();
        process.destroyForcibly();
        others.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        return true;
    }

    /** Waits for its end, which must be that of the job. */
    String requireFinished() throws IOException, InterruptedException {
        @Nullable String line;
        String finished = "";
        while ((line = next()) != null) {
            finished = line.startsWith(KilledCount.FINISHED) ? line : finished;
        }
        int code = process.waitFor();
        if (code != 0 || finished.isEmpty()) {
            throw new AssertionError("the child has ended with %d: %s".formatted(code, String.join("\n", said)));
        }
        return finished;
    }

    private @Nullable String next() throws IOException {
        String line = output.readLine();
        if (line != null) {
            said.add(line);
        }
        return line;
    }
}

package dev.levada.node.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A worker's process. Safe for use by several threads; frozen and thawed under the agent's lock. */
final class Child {
    private static final int READ_BYTES = 16 << 10;

    private final String id;
    private final Process process;

    /** To send signals by: the process itself would close the worker's lifeline and output with each. */
    private final ProcessHandle handle;

    private final Thread output;
    private final CompletableFuture<Void> reported = new CompletableFuture<>();
    private volatile boolean frozen;

    private Child(String id, Process process, RollingLog log) {
        this.id = id;
        this.process = process;
        this.handle = process.toHandle();
        this.output = new Thread(() -> copy(process.getInputStream(), log), "levada-output-" + id);
        output.setDaemon(true);
        output.start();
    }

    static Child start(JavaCommand java, WorkerLaunch launch, RollingLog log) throws LaunchException {
        if (!Files.isDirectory(launch.directory())) {
            throw LaunchException.noDirectory(launch.id(), launch.directory());
        }
        if (!Files.isExecutable(java.java())) {
            throw LaunchException.noJava(launch.id(), java.java());
        }
        ProcessBuilder builder = new ProcessBuilder(java.line(launch))
                .directory(launch.directory().toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = JavaCommand.environment(System.getenv(), launch.environment());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Child child = new Child(launch.id(), builder.start(), log);
            child.handOver(launch.secret());
            return child;
        } catch (IOException e) {
            throw LaunchException.refused(launch.id(), e);
        }
    }

    /** The stream stays open: its end would be the end of the worker. */
    private void handOver(Secret secret) {
        try {
            Lifeline.write(secret, process.getOutputStream());
        } catch (IOException e) {
            // The process has ended already, which will be reported.
        }
    }

    /** What the log cannot take, on a full disk say, is dropped: a worker must not wait for it. */
    private static void copy(InputStream from, RollingLog log) {
        byte[] buffer = new byte[READ_BYTES];
        try (log;
                from) {
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                append(log, buffer, length);
            }
        } catch (IOException e) {
            // The process has ended, and with it its output.
        }
    }

    private static void append(RollingLog log, byte[] buffer, int length) {
        try {
            log.append(buffer, length);
        } catch (IOException e) {
            // Tried again with the next.
        }
    }

    String id() {
        return id;
    }

    long pid() {
        return process.pid();
    }

    boolean isFrozen() {
        return frozen;
    }

    CompletableFuture<WorkerExit> exit() {
        return process.onExit()
                .thenApply(ended -> new WorkerExit(id, ended.pid(), ended.exitValue(), System.nanoTime()));
    }

    /** Completed when the exit has been reported. */
    CompletableFuture<Void> reported() {
        return reported;
    }

    void freeze() throws IOException {
        if (process.isAlive()) {
            Signals.STOP.send(process.pid());
            frozen = true;
        }
    }

    void thaw() throws IOException {
        if (process.isAlive()) {
            Signals.CONT.send(process.pid());
            frozen = false;
        }
    }

    void kill() {
        handle.destroyForcibly();
    }

    /** Asks it to end, and kills it if it has not done so in time. */
    void stop(Duration grace) {
        handle.destroy();
        CompletableFuture.delayedExecutor(grace.toNanos(), TimeUnit.NANOSECONDS).execute(this::kill);
    }

    /** Waits until all of its output is in the log. */
    void awaitOutput(Duration timeout) throws InterruptedException {
        output.join(timeout.toMillis());
    }
}

package dev.levada.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The process of another engine, which runs one load after the other: {@link EngineMain} in it takes the words of a
 * load as a line, and says in lines what happens. What else the engine prints is kept for when it fails. One thread.
 */
final class EngineProcess implements AutoCloseable {
    /** What a line begins with that is not the engine's. */
    static final String SAID = "@";

    static final String DONE = "done";
    static final String FAILED = "failed ";
    private static final long PATIENCE_SECONDS = 180;
    private static final long END_SECONDS = 20;
    private static final int TAIL_LINES = 5;

    private final String label;
    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;
    private final Deque<String> tail = new ArrayDeque<>();

    EngineProcess(String label, List<String> flags) {
        this.label = label;
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(flags);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), EngineMain.class.getName(), label));
        try {
            process = new ProcessBuilder(line).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException("no process for " + label, e);
        }
        this.in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Runs a load; when its first record is due, the process decides.
     *
     * @throws IllegalStateException if it failed, or did not end
     */
    void run(LoadJob job, boolean exactlyOnce, Consumer<String> heard) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        var unused = clock.schedule(process::destroyForcibly, PATIENCE_SECONDS, TimeUnit.SECONDS);
        try {
            in.println(exactlyOnce + " " + String.join(" ", job.arguments()));
            String line = out.readLine();
            while (line != null) {
                if (line.equals(SAID + DONE)) {
                    return;
                }
                if (line.startsWith(SAID + FAILED)) {
                    throw failed(line.substring(SAID.length()));
                }
                hear(line, heard);
                line = out.readLine();
            }
            clean(); // no more lines: it is about to have ended
            throw failed("it ended, or did not end within %d seconds".formatted(PATIENCE_SECONDS));
        } catch (IOException e) {
            throw new IllegalStateException("%s cannot be heard: %s".formatted(label, e.getMessage()), e);
        } finally {
            clock.shutdownNow();
        }
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    private void hear(String line, Consumer<String> heard) {
        if (line.startsWith(SAID)) {
            heard.accept(line.substring(SAID.length()));
        } else {
            tail.addLast(line);
            if (tail.size() > TAIL_LINES) {
                tail.removeFirst();
            }
        }
    }

    /** It has some time to end by itself, and what it has started. */
    private void clean() {
        try {
            boolean unused = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private IllegalStateException failed(String why) {
        return new IllegalStateException("%s %s; it printed last: %s".formatted(label, why, String.join(" | ", tail)));
    }

    @Override
    public void close() {
        in.close(); // at which it ends
        clean();
        process.destroyForcibly();
        process.onExit().join();
    }
}

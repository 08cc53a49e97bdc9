package dev.levada.node.agent;

import dev.levada.io.disk.FileDisk;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Starts, watches and ends the worker processes of one host. Safe for use by several threads. Its directory holds the
 * workers' output, for the owner only, and is its own as long as it lives.
 *
 * <p>Commands to a worker that has ended do nothing and return false: its exit is reported anyway.
 */
public final class Agent implements Closeable {
    /** The most workers at a time. */
    public static final int MAX_WORKERS = 64;

    /** The most lines of a log that can be read at once. */
    public static final int MAX_LINES = 10_000;

    private static final int MAX_LOGS = 2 * MAX_WORKERS;
    private static final Duration MAX_GRACE = Duration.ofHours(1);
    private static final Duration CLOSING_GRACE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FileDisk disk;
    private final AgentListener listener;
    private final int maxWorkers;
    private final JavaCommand java = JavaCommand.ofThisJvm();
    private final Leftovers leftovers;
    private final WorkerLogs logs;
    private final ExecutorService reports = Executors.newSingleThreadExecutor(Agent::reportThread);

    /** In the order of their starts. Guarded, as all that changes here is, by the lock of this object. */
    private final Map<String, Child> children = new LinkedHashMap<>();

    private boolean closed;

    private Agent(FileDisk disk, AgentListener listener, int maxWorkers) throws IOException {
        this.disk = disk;
        this.listener = listener;
        this.maxWorkers = maxWorkers;
        this.leftovers = new Leftovers(disk);
        this.logs = new WorkerLogs(disk, MAX_LOGS);
    }

    /**
     * Begins to serve a host. Workers of an earlier agent of the same directory that still live are killed first.
     *
     * @param directory made if it is missing
     * @throws IOException if the directory cannot be used, another agent uses it, or a worker of an earlier one cannot
     *     be killed
     */
    public static Agent open(Path directory, AgentListener listener) throws IOException {
        return open(directory, listener, MAX_WORKERS);
    }

    static Agent open(Path directory, AgentListener listener, int maxWorkers) throws IOException {
        FileDisk disk = FileDisk.open(directory);
        try {
            Agent agent = new Agent(disk, listener, maxWorkers);
            agent.leftovers.kill();
            agent.leftovers.forget();
            return agent;
        } catch (IOException | RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    private static Thread reportThread(Runnable reports) {
        Thread thread = new Thread(reports, "levada-agent");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts a worker. Returns when its process is there, before its main class runs.
     *
     * @return the process's number
     * @throws LaunchException if there is none
     */
    public long start(WorkerLaunch launch) throws LaunchException {
        Child child = launched(launch);
        reports.execute(() -> listener.started(child.id(), child.pid()));
        var unused = child.exit().thenAcceptAsync(exit -> report(child, exit), reports);
        return child.pid();
    }

    private synchronized Child launched(WorkerLaunch launch) throws LaunchException {
        requireRoom(launch.id());
        try {
            Child child = Child.start(java, launch, logs.begin(launch.id(), children.keySet()));
            children.put(launch.id(), child);
            remember(child);
            return child;
        } catch (LaunchException e) {
            throw e;
        } catch (IOException e) {
            throw LaunchException.refused(launch.id(), e);
        }
    }

    private void requireRoom(String id) throws LaunchException {
        if (closed) {
            throw LaunchException.closed(id);
        }
        Child running = children.get(id);
        if (running != null) {
            throw LaunchException.running(id, running.pid());
        }
        if (children.size() >= maxWorkers) {
            throw LaunchException.tooMany(id, maxWorkers);
        }
    }

    /** A child that no file names could outlive two agents, so it is not left alive. */
    private void remember(Child child) throws IOException {
        try {
            leftovers.remember(pids());
        } catch (IOException e) {
            child.kill();
            children.remove(child.id());
            throw e;
        }
    }

    private List<Long> pids() {
        return children.values().stream().map(Child::pid).toList();
    }

    private void report(Child child, WorkerExit exit) {
        try {
            forget(child);
            listener.exited(exit);
        } finally {
            child.reported().complete(null);
        }
    }

    private synchronized void forget(Child child) {
        children.remove(child.id());
        try {
            leftovers.remember(pids());
        } catch (IOException e) {
            // It names a process too many, which no longer is that one.
        }
    }

    /** Asks a worker to end (SIGTERM), and kills it after a time of at most an hour. Returns at once. */
    public synchronized boolean stop(String id, Duration grace) throws IOException {
        if (grace.isNegative() || grace.compareTo(MAX_GRACE) > 0) {
            throw new IllegalArgumentException("a worker has from 0 s to 1 h to end, was %s".formatted(grace));
        }
        @Nullable Child child = children.get(id);
        if (child == null) {
            return false;
        }
        stop(child, grace);
        return true;
    }

    /** One that stands still would not notice that it is asked. */
    private static void stop(Child child, Duration grace) throws IOException {
        child.stop(grace);
        if (child.isFrozen()) {
            child.thaw();
        }
    }

    /** Kills a worker (SIGKILL), frozen or not. Returns at once. */
    public synchronized boolean kill(String id) {
        @Nullable Child child = children.get(id);
        if (child == null) {
            return false;
        }
        child.kill();
        return true;
    }

    /** Lets a worker stand still (SIGSTOP): it holds its memory and its connections, and does nothing. */
    public synchronized boolean freeze(String id) throws IOException {
        @Nullable Child child = children.get(id);
        if (child == null) {
            return false;
        }
        child.freeze();
        return true;
    }

    /** Lets a worker go on that stands still (SIGCONT). */
    public synchronized boolean thaw(String id) throws IOException {
        @Nullable Child child = children.get(id);
        if (child == null) {
            return false;
        }
        child.thaw();
        return true;
    }

    /** Those that were started and whose exit is not yet reported, in the order of their starts. */
    public synchronized List<RunningWorker> workers() {
        return children.values().stream()
                .map(child -> new RunningWorker(child.id(), child.pid(), child.isFrozen()))
                .toList();
    }

    /**
     * The last lines that a worker has printed, also in an earlier life of the same id; long lines are cut.
     *
     * @param maxLines from 1 to {@link #MAX_LINES}
     * @throws IllegalArgumentException if there is no log of such a worker
     */
    public List<String> log(String id, int maxLines) throws IOException {
        if (maxLines < 1 || maxLines > MAX_LINES) {
            throw new IllegalArgumentException(
                    "1 to %d lines of a log can be read at once, was %d".formatted(MAX_LINES, maxLines));
        }
        return logOf(id).tail(maxLines);
    }

    private synchronized RollingLog logOf(String id) {
        return logs.of(id);
    }

    /**
     * Stops all workers, and returns when their exits are reported: after 5 s at most, when those that are left are
     * killed. Only logs, and an empty lock, stay in the directory. Not to be called by the listener.
     *
     * @throws IOException if a worker lives on though it was killed
     */
    @Override
    public void close() throws IOException {
        if (beginsClosing()) {
            try (disk) {
                endAll();
                reports.shutdown();
                leftovers.forget();
            }
        }
    }

    private synchronized boolean beginsClosing() {
        boolean begins = !closed;
        closed = true;
        return begins;
    }

    private void endAll() throws IOException {
        List<Child> last = last();
        try {
            for (Child child : last) {
                stop(child, CLOSING_GRACE);
            }
            for (Child child : last) {
                awaitEnd(child);
            }
        } finally {
            last.forEach(Child::kill); // does nothing if all went well
        }
    }

    private synchronized List<Child> last() {
        return new ArrayList<>(children.values());
    }

    private static void awaitEnd(Child child) throws IOException {
        try {
            Void unused = child.reported().get(CLOSING_GRACE.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
            child.awaitOutput(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while worker '%s' was to end".formatted(child.id()));
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("worker '%s' lives on though it was killed, as process %d; end it by hand"
                    .formatted(child.id(), child.pid()));
        }
    }
}

package dev.levada.cli.cluster;

import dev.levada.cli.TestClassPath;
import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.JobStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole cluster as processes of their own, on ports that are free. */
final class RunningCluster implements AutoCloseable {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Pattern PORTS = Pattern.compile("agents at 127\\.0\\.0\\.1:(\\d+) and clients at .*:(\\d+)");

    private final Path directory;
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private String port = "0";
    private String httpPort = "0";

    private RunningCluster(Path directory) {
        this.directory = directory;
    }

    static RunningCluster start(Path directory, String... agents) {
        RunningCluster cluster = new RunningCluster(directory);
        cluster.startCoordinator();
        Arrays.stream(agents).forEach(agent -> cluster.startAgent(agent));
        cluster.awaitAgents(agents.length);
        return cluster;
    }

    void startCoordinator() {
        String line = start(
                "coordinator", List.of("coordinator", "--port", port, "--http-port", httpPort, "--token-dir", home()));
        Matcher ports = PORTS.matcher(line);
        if (!ports.find()) {
            throw new AssertionError("the coordinator said: " + line);
        }
        port = ports.group(1);
        httpPort = ports.group(2);
    }

    void startAgent(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "agent", "--port", "0", "--name", name, "--coordinator", "127.0.0.1:" + port, "--token-dir", home()));
        arguments.addAll(Arrays.asList(more));
        start(name, arguments);
    }

    /** The first line that it prints, once it is up. */
    private String start(String name, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                TestClassPath.text(),
                "dev.levada.cli.Main"));
        line.addAll(arguments);
        try {
            Process process = new ProcessBuilder(line)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            directory.resolve(name + ".log").toFile()))
                    .start();
            processes.put(name, process);
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return CompletableFuture.supplyAsync(() -> read(out))
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(BufferedReader out) {
        try {
            return String.valueOf(out.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String home() {
        return directory.resolve("home").toString();
    }

    /** Where clients come in. */
    String address() {
        return "127.0.0.1:" + httpPort;
    }

    int controlPort() {
        return Integer.parseInt(port);
    }

    Cluster client() {
        return new ClusterClient(URI.create("http://" + address()), Path.of(home()), Optional.empty());
    }

    Process process(String name) {
        return Objects.requireNonNull(processes.get(name), name);
    }

    /** Kills a process as if the machine had lost its power. Waits for it. */
    void kill(String name) throws InterruptedException {
        process(name).destroyForcibly().waitFor();
    }

    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    void awaitAgents(int number) {
        until(() -> client().status().agents().stream()
                        .filter(agent -> agent.state() == ClusterStatus.AgentState.CONNECTED)
                        .count()
                == number);
    }

    JobStatus job(String id) {
        return client().job(id).orElseThrow();
    }

    /** Waits until the job has come so much further, whatever was lost of its count meanwhile. */
    void awaitEpochs(String job, int more) {
        long from = job(job).report().epochs();
        until(() -> job(job).report().epochs() >= from + more);
    }

    void awaitEnd(String job) {
        until(() -> job(job).report().state().isFinal());
    }

    List<ClusterStatus.Worker> workers(String job) {
        return client().status().workers().stream()
                .filter(worker -> worker.job().equals(Optional.of(job)))
                .toList();
    }

    /** Those that have processes; waits until there are so many. */
    List<ClusterStatus.Worker> awaitWorkers(String job, int number) {
        until(() -> running(job).size() == number);
        return running(job);
    }

    private List<ClusterStatus.Worker> running(String job) {
        return workers(job).stream()
                .filter(worker -> worker.state() == ClusterStatus.WorkerState.RUNNING)
                .toList();
    }

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TIMEOUT_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("has not happened in 60 s");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
        for (Process process : processes.values()) {
            Process unused = process.onExit().join();
        }
    }
}

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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A whole cluster as processes of their own, on ports that are free. */
final class RunningCluster implements AutoCloseable {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** In the environment of each process, and nobody's business. */
    static final String CANARY = "canary-4f1d9c";

    private static final Pattern PORTS = Pattern.compile("agents at 127\\.0\\.0\\.1:(\\d+) and clients at .*:(\\d+)");

    private final Path directory;
    private final Optional<Path> certificates;
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final Map<String, List<String>> printed = new ConcurrentHashMap<>();
    private static final Pattern REIGN = Pattern.compile("coordinates in reign (\\d+),");
    private int members = 1;
    private String port = "0";
    private String httpPort = "0";

    private RunningCluster(Path directory, Optional<Path> certificates) {
        this.directory = directory;
        this.certificates = certificates;
    }

    static RunningCluster start(Path directory, String... agents) {
        return start(new RunningCluster(directory, Optional.empty()), agents);
    }

    /**
     * Each agent has an address of its own, from 127.0.0.2 on.
     *
     * @param certificates a directory with those of all processes, and of one client
     */
    static RunningCluster startWithTls(Path directory, Path certificates, String... agents) {
        return start(new RunningCluster(directory, Optional.of(certificates)), agents);
    }

    private static RunningCluster start(RunningCluster cluster, String... agents) {
        try {
            cluster.startCoordinator();
            Arrays.stream(agents).forEach(agent -> cluster.startAgent(agent));
            cluster.awaitAgents(agents.length);
            return cluster;
        } catch (RuntimeException | AssertionError e) { // nobody else would end the processes
            cluster.close();
            throw e;
        }
    }

    void startCoordinator() {
        String line = start(
                "coordinator",
                List.of(
                        "coordinator",
                        "--port",
                        port,
                        "--http-port",
                        httpPort,
                        "--token-dir",
                        home(),
                        "--log-format",
                        "JSON"));
        Matcher ports = PORTS.matcher(line);
        if (!ports.find()) {
            throw new AssertionError("the coordinator said: " + line);
        }
        port = ports.group(1);
        httpPort = ports.group(2);
    }

    /** A coordinator of several members, called r1, r2 and so on, and agents. */
    static RunningCluster startWithMembers(Path directory, int members, String... agents) {
        RunningCluster cluster = new RunningCluster(directory, Optional.empty());
        // Below those that the system gives to whoever asks for any.
        int first = 12_000 + 40 * ThreadLocalRandom.current().nextInt(400);
        cluster.port = String.valueOf(first);
        cluster.httpPort = String.valueOf(first + 1);
        cluster.members = members;
        try {
            for (int member = 1; member <= members; member++) {
                cluster.startMember(member);
            }
            Arrays.stream(agents).forEach(agent -> cluster.startAgent(agent));
            cluster.awaitAgents(agents.length);
            return cluster;
        } catch (RuntimeException | AssertionError e) { // nobody else would end the processes
            cluster.close();
            throw e;
        }
    }

    void startMember(int member) {
        String unused = start(
                "r" + member,
                List.of(
                        "coordinator",
                        "--members",
                        String.valueOf(members),
                        "--member",
                        String.valueOf(member),
                        "--port",
                        port,
                        "--http-port",
                        httpPort,
                        "--token-dir",
                        home(),
                        "--log-format",
                        "JSON"));
    }

    /** Which member began to reign last, of those whose process is the first of its name or was started again. */
    int reigning() {
        Map<Integer, Integer> reigns = new TreeMap<>();
        for (int member = 1; member <= members; member++) {
            for (String line : printed("r" + member)) {
                Matcher reign = REIGN.matcher(line);
                if (reign.find()) {
                    reigns.put(Integer.valueOf(reign.group(1)), member);
                }
            }
        }
        return reigns.isEmpty()
                ? 0
                : reigns.entrySet().stream()
                        .reduce((one, later) -> later)
                        .orElseThrow()
                        .getValue();
    }

    void startAgent(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "agent",
                "--port",
                "0",
                "--name",
                name,
                "--coordinator",
                String.join(",", places(port)),
                "--token-dir",
                home(),
                "--bind",
                certificates.isPresent() ? "127.0.0." + (processes.size() + 1) : "127.0.0.1",
                "--log-format",
                "JSON"));
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
        certificates.ifPresent(tls -> line.addAll(List.of("--tls", tls.toString())));
        try {
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
            builder.environment().put("LEVADA_CANARY", CANARY);
            Process process = builder.start();
            processes.put(name, process);
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String first = CompletableFuture.supplyAsync(() -> read(out))
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
            List<String> more = printed(name);
            more.clear();
            Thread reader = new Thread(() -> out.lines().forEach(more::add), "reader-of-" + name);
            reader.setDaemon(true);
            reader.start();
            return first;
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

    /** What a process has printed after its first line. */
    List<String> printed(String name) {
        return printed.computeIfAbsent(name, any -> new CopyOnWriteArrayList<>());
    }

    /** Where the log of a process is. */
    Path log(String name) {
        return directory.resolve(name + ".log");
    }

    String home() {
        return directory.resolve("home").toString();
    }

    /** Of all members, the first of which has a port. */
    private List<String> places(String first) {
        return IntStream.range(0, members)
                .mapToObj(member -> "127.0.0.1:" + (Integer.parseInt(first) + 10 * member))
                .toList();
    }

    /** Where a member tells how it is. */
    String watched(int member) {
        return "127.0.0.1:" + (Integer.parseInt(httpPort) + 3 + 10 * (member - 1));
    }

    /** Where clients come in. */
    String address() {
        return "127.0.0.1:" + httpPort;
    }

    int controlPort() {
        return Integer.parseInt(port);
    }

    /** Asks the one that coordinates first, so that it does not wait for one that stands still. */
    Cluster client() {
        List<String> places = new ArrayList<>(places(httpPort));
        Collections.rotate(places, -Math.max(0, reigning() - 1));
        return new ClusterClient(
                places.stream()
                        .map(place -> URI.create((certificates.isPresent() ? "https://" : "http://") + place))
                        .toList(),
                Path.of(home()),
                certificates.map(ClusterTls::context));
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

    /** Sends a process a signal, by name. */
    static void signal(String name, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("process %d could not be sent SIG%s".formatted(pid, name));
        }
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

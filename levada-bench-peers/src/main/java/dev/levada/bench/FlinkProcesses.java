package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A Flink cluster of a job manager and two task managers, each a process, for one run. */
final class FlinkProcesses implements AutoCloseable {
    private static final List<String> OPENS = List.of(
            "java.base/java.lang",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.time");
    private static final String JOB_MANAGER = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

    private final Path directory;
    private final List<Process> all = new ArrayList<>();

    private FlinkProcesses(Path directory) {
        this.directory = directory;
    }

    static ProcessWordCount run(RemoteJob job, FlinkWordCount.Counting counting) throws Exception {
        Processes processes = new Processes(FlinkWordCount.PARALLELISM);
        AtomicReference<Tally> tally = new AtomicReference<>(Tally.NOTHING);
        Path directory = Files.createTempDirectory("levada-peers");
        try (ServerSocket ears = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
                FlinkProcesses flink = new FlinkProcesses(directory)) {
            Thread hearing = new Thread(() -> hear(ears, processes, tally), "hearing");
            hearing.setDaemon(true);
            hearing.start();
            int rest = freePort();
            flink.start(rest, freePort());
            FlinkWordCount.run(counting, job.seed(), job.count(), rest, ears.getLocalPort());
        }
        return new ProcessWordCount(processes.cost(), requireNonNull(tally.get()));
    }

    private static void hear(ServerSocket ears, Processes processes, AtomicReference<Tally> tally) {
        while (!ears.isClosed()) {
            try (Socket socket = ears.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                in.lines().forEach(line -> {
                    processes.hear(line);
                    tally.updateAndGet(Tally.read(line)::plus);
                });
            } catch (IOException e) {
                return; // closed: the run is over
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private void start(int restPort, int rpcPort) throws IOException {
        Files.writeString(directory.resolve("config.yaml"), configuration(restPort, rpcPort));
        start(JOB_MANAGER);
        for (int i = 0; i < FlinkWordCount.PARALLELISM; i++) {
            start(TASK_MANAGER);
        }
    }

    /** The sizes are what Flink's scripts make of 2 GB for a task manager. */
    private String configuration(int restPort, int rpcPort) {
        return """
                jobmanager.rpc.address: localhost
                jobmanager.rpc.port: %d
                jobmanager.bind-host: localhost
                rest.address: localhost
                rest.bind-address: localhost
                rest.port: %d
                taskmanager.host: localhost
                taskmanager.bind-host: localhost
                taskmanager.numberOfTaskSlots: 1
                taskmanager.cpu.cores: 1.0
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.framework.off-heap.size: 128m
                taskmanager.memory.task.heap.size: 1g
                taskmanager.memory.task.off-heap.size: 0b
                taskmanager.memory.managed.size: 128m
                taskmanager.memory.network.min: 128m
                taskmanager.memory.network.max: 128m
                taskmanager.memory.jvm-metaspace.size: 256m
                taskmanager.memory.jvm-overhead.min: 192m
                taskmanager.memory.jvm-overhead.max: 192m
                execution.checkpointing.storage: filesystem
                execution.checkpointing.dir: %s
                io.tmp.dirs: %s
                """.formatted(rpcPort, restPort, directory.resolve("checkpoints").toUri(), directory);
    }

    /** With the garbage collector that Flink's scripts choose. */
    private void start(String mainClass) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        OPENS.forEach(each -> line.addAll(List.of("--add-opens", each + "=ALL-UNNAMED")));
        line.addAll(List.of("-XX:+UseG1GC", "-Xmx1200m", "-XX:MaxDirectMemorySize=400m"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path")));
        line.addAll(List.of(mainClass, "--configDir", directory.toString()));
        all.add(new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(directory
                        .resolve("process-%d.log".formatted(all.size()))
                        .toFile())
                .start());
    }

    @Override
    public void close() throws IOException {
        all.forEach(Process::destroyForcibly);
        all.forEach(each -> each.onExit().join());
        try (var files = Files.walk(directory)) {
            for (Path each : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }
}

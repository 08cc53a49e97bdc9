package dev.levada.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A Flink cluster of a job manager and task managers with a slot each, all of them processes. */
final class FlinkProcesses implements AutoCloseable {
    static final List<String> OPENS = List.of(
            "java.base/java.lang",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.time");
    private static final String JOB_MANAGER = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

    private final JavaProcesses processes = new JavaProcesses();
    private final int restPort = JavaProcesses.freePort();

    /** @param more lines of the configuration */
    FlinkProcesses(int taskManagers, String more) {
        try {
            Files.writeString(processes.directory().resolve("config.yaml"), configuration() + more);
        } catch (IOException e) {
            throw new UncheckedIOException("no configuration for Flink", e);
        }
        start(JOB_MANAGER);
        for (int i = 0; i < taskManagers; i++) {
            startTaskManager();
        }
    }

    int restPort() {
        return restPort;
    }

    void startTaskManager() {
        start(TASK_MANAGER);
    }

    JavaProcesses processes() {
        return processes;
    }

    /** The sizes are what Flink's scripts make of 2 GB for a task manager. */
    private String configuration() {
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
                """.formatted(
                        JavaProcesses.freePort(),
                        restPort,
                        processes.directory().resolve("checkpoints").toUri(),
                        processes.directory());
    }

    /** With the garbage collector that Flink's scripts choose. */
    private void start(String mainClass) {
        List<String> flags = new ArrayList<>();
        OPENS.forEach(each -> flags.addAll(List.of("--add-opens", each + "=ALL-UNNAMED")));
        flags.addAll(List.of("-XX:+UseG1GC", "-Xmx1200m", "-XX:MaxDirectMemorySize=400m"));
        processes.start(flags, mainClass, "--configDir", processes.directory().toString());
    }

    @Override
    public void close() {
        processes.close();
    }
}

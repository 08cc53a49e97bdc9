package dev.levada.cli.kubernetes;

import java.util.List;
import java.util.Locale;

/** The two kinds of pods. Workers are processes in the pods of agents. */
enum Role {
    COORDINATOR("1Gi", "250m", "1Gi"),
    AGENT("10Gi", "1", "4Gi");

    private final String disk;
    private final String cpu;
    private final String memory;

    Role(String disk, String cpu, String memory) {
        this.disk = disk;
        this.cpu = cpu;
        this.memory = memory;
    }

    /** A port that it listens on. */
    record Port(String name, int number) {}

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Port> ports() {
        return switch (this) {
            case COORDINATOR -> List.of(new Port("control", 10001), new Port("clients", 10002));
            case AGENT -> List.of(new Port("health", 10000));
        };
    }

    /** The one that people and tools look at: the last. */
    Port door() {
        return ports().get(ports().size() - 1);
    }

    /** The one of the option {@code --port}: the first. */
    Port port() {
        return ports().get(0);
    }

    String disk() {
        return disk;
    }

    String cpu() {
        return cpu;
    }

    String memory() {
        return memory;
    }
}

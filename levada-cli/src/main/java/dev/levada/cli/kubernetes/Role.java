package dev.levada.cli.kubernetes;

import java.util.Locale;

/** The two kinds of pods. Workers are processes in the pods of agents. */
enum Role {
    COORDINATOR(10001, "1Gi", "250m", "1Gi"),
    AGENT(10000, "10Gi", "1", "4Gi");

    private final int port;
    private final String disk;
    private final String cpu;
    private final String memory;

    Role(int port, String disk, String cpu, String memory) {
        this.port = port;
        this.disk = disk;
        this.cpu = cpu;
        this.memory = memory;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that it listens on. */
    int port() {
        return port;
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

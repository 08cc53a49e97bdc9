package dev.levada.cli.bench;

import dev.levada.bench.Workload;
import dev.levada.cli.terminal.CommandException;
import java.util.Locale;

/** What jobs do that are measured, by name. */
final class Workloads {
    static final String STANDARD = "wordcount";
    static final String HELP = "wordcount, or join: orders and their payments find each other; wordcount if not given.";

    private Workloads() {}

    static String label(Workload workload) {
        return workload.name().toLowerCase(Locale.ROOT);
    }

    static Workload parse(String label) {
        for (Workload each : Workload.values()) {
            if (label(each).equals(label)) {
                return each;
            }
        }
        throw CommandException.badInput("workload '%s' is not known; there are wordcount and join".formatted(label));
    }
}

package dev.levada.cli.replicate;

import dev.levada.bench.replicas.ReplicasBench;
import dev.levada.cli.terminal.CommandException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the library is measured at against what it stands on. */
final class RawOptions {

    @Option(
            names = "--operations",
            paramLabel = "N",
            description =
                    "With --raw: of each measurement, after a fifth as many that do not count; 20000 if not given.")
    private int operations = 20_000;

    @Option(
            names = "--in-flight",
            split = ",",
            paramLabel = "N",
            description = "With --raw: how many are on their way at a time, 1 to 1024; 16 and 128 if not given.")
    private List<Integer> inFlight = List.of(16, 128);

    @Option(names = "--runs", paramLabel = "N", description = "With --raw: the median counts; 3 if not given.")
    private int runs = 3;

    ReplicasBench.Options at(List<Integer> replicas, Optional<String> consensus, Path scratch) {
        if (replicas.size() != 1) {
            throw CommandException.badInput("with --raw there is one number of --replicas, was " + replicas);
        }
        try {
            return new ReplicasBench.Options(replicas.get(0), operations, inFlight, runs, consensus, scratch);
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput("--replicas, --operations, --in-flight, --runs: " + e.getMessage());
        }
    }
}

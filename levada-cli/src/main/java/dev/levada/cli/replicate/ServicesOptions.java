package dev.levada.cli.replicate;

import dev.levada.bench.services.ServicesBench;
import dev.levada.cli.terminal.CommandException;
import dev.levada.faults.replicas.MemberFault;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What services are measured at. What is not given depends on whether it is to be quick. */
final class ServicesOptions {
    private static final String NONE = "none";

    @Option(
            names = "--services",
            split = ",",
            paramLabel = "NAME",
            description = "Which of plain, by-hand and library; all if not given.")
    private List<String> services = List.of();

    @Option(
            names = "--clients",
            split = ",",
            paramLabel = "N",
            description = "At a time, each with one request on its way; 16, 64 and 256 if not given.")
    private List<Integer> clients = List.of();

    @Option(
            names = "--pause",
            split = ",",
            paramLabel = "MS",
            description = "That a client rests after each answer; 50, as published, and 0 if not given.")
    private List<Long> pauses = List.of(ServicesBench.PUBLISHED_PAUSE_MILLIS, 0L);

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "KIND",
            description =
                    "A measurement for each, with the first of the pauses: kill-leader, kill-follower, freeze-leader;"
                            + " these if not given, or none.")
    private List<String> faults = List.of();

    @Option(names = "--seconds", paramLabel = "N", description = "Of each measurement; 10 if not given.")
    private @Nullable Integer seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds before each that do not count; 3 if not given.")
    private @Nullable Integer warmUp;

    @Option(
            names = "--quick",
            description = "16 clients, 4 seconds after 1, kill-leader alone: within a minute, for a first look.")
    private boolean quick;

    @Option(
            names = "--first-port",
            paramLabel = "PORT",
            description =
                    "Of the plain server, on the loopback address; by-hand and library follow. 5454 if not given.")
    private int firstPort = 5_454;

    @Option(names = "--seed", paramLabel = "S", description = "Of what clients ask for; 1 if not given.")
    private long seed = 1;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where report.html comes, and latencies and throughputs of each cell; replicate-bench if not"
                    + " given.")
    private Path output = Path.of("replicate-bench");

    Path output() {
        return output;
    }

    ServicesBench.Options at(List<Integer> replicas, GroupOptions group, Path scratch) {
        Optional<String> consensus = group.consensus();
        try {
            return new ServicesBench.Options(
                    services.isEmpty() ? ServicesBench.labels() : services,
                    replicas,
                    !clients.isEmpty() ? clients : quick ? List.of(16) : List.of(16, 64, 256),
                    pauses,
                    kinds(),
                    seconds != null ? seconds : quick ? 4 : 10,
                    warmUp != null ? warmUp : quick ? 1 : 3,
                    firstPort,
                    group.timings(),
                    consensus,
                    seed,
                    output,
                    scratch);
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput(String.valueOf(e.getMessage()));
        }
    }

    private List<MemberFault> kinds() {
        if (faults.isEmpty()) {
            return quick
                    ? List.of(MemberFault.KILL_LEADER)
                    : List.copyOf(EnumSet.complementOf(EnumSet.of(MemberFault.PARTITION)));
        }
        return faults.equals(List.of(NONE))
                ? List.of()
                : faults.stream().map(MemberFault::parse).toList();
    }
}

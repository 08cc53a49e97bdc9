package dev.levada.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What this machine lets us do, found out by doing it. */
final class Machine {
    private final Map<Fault.Need, String> missing = new EnumMap<>(Fault.Need.class);

    private Machine() {}

    /** Tries all that the kinds need. */
    static Machine tried(List<Fault> kinds) throws InterruptedException {
        Machine machine = new Machine();
        for (Fault.Need need : kinds.stream().map(Fault::need).distinct().toList()) {
            try {
                attempt(need);
            } catch (IOException e) {
                machine.missing.put(need, "%s: %s".formatted(remedy(need), firstLine(e)));
            }
        }
        return machine;
    }

    private static void attempt(Fault.Need need) throws IOException, InterruptedException {
        switch (need) {
            case NOTHING -> {}
            case SIGNALS -> {
                String unused = Shell.run(
                        "kill", "-CONT", Long.toString(ProcessHandle.current().pid()));
            }
            case NETWORK ->
                Network.open("levada-try-" + ProcessHandle.current().pid()).close();
            case DISK -> {
                Path directory = Files.createTempDirectory("levada-faults-try");
                try {
                    SmallDisk.mount(directory).close();
                } finally {
                    Files.deleteIfExists(directory);
                }
            }
            case TRACER -> {
                String unused = Shell.run("strace", "-f", "-o", "/dev/null", "true");
            }
        }
    }

    private static String remedy(Fault.Need need) {
        return switch (need) {
            case NOTHING -> "";
            case SIGNALS -> "needs the command 'kill'";
            case NETWORK -> "needs root, network namespaces and the commands 'ip' and 'ss'";
            case DISK -> "needs root, who may mount a tmpfs";
            case TRACER -> "needs 'strace', and the right to trace";
        };
    }

    private static String firstLine(IOException problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }

    /** Why a kind of fault cannot be done here. */
    Optional<String> missing(Fault fault) {
        return Optional.ofNullable(missing.get(fault.need()));
    }
}

package dev.levada.bench.result;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where something was measured. Says nothing of whose machine it was.
 *
 * @param machine its processor, as far as the system tells
 * @param cores how many this process may use
 * @param system the operating system
 * @param java the virtual machine, with its version
 * @param flags what that was started with; of processes started for the measurement, what they inherit
 * @param load how busy the machine was before, in the mean of a minute: tasks that ran or wanted to; below 0 if unknown
 * @param levada the version that was measured
 */
public record Environment(
        String machine,
        int cores,
        long memoryMegabytes,
        String system,
        String java,
        List<String> flags,
        double load,
        String levada) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    public Environment {
        flags = List.copyOf(flags);
    }

    /** This machine, now. */
    public static Environment here(String levada) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Environment(
                processor(),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() >> 20,
                "%s %s, %s".formatted(system.getName(), system.getVersion(), system.getArch()),
                "%s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(flag -> flag.startsWith("-X"))
                        .toList(),
                system.getSystemLoadAverage(),
                levada);
    }

    private static String processor() {
        if (!Files.isReadable(PROCESSORS)) {
            return "unknown processor";
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }

    /** Whether figures of here and there may be compared at all. */
    public boolean isLike(Environment other) {
        return machine.equals(other.machine)
                && cores == other.cores
                && system.equals(other.system)
                && java.equals(other.java)
                && flags.equals(other.flags);
    }
}

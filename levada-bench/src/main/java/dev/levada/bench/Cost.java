package dev.levada.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What some work cost.
 *
 * @param cpuSeconds of the whole process, the garbage collector and the compiler included
 */
public record Cost(double seconds, double cpuSeconds) {

    /** Does it, on this thread. */
    public static Cost of(Runnable work) {
        long cpuBefore = cpuNanos();
        long before = System.nanoTime();
        work.run();
        return new Cost((System.nanoTime() - before) / 1e9, (cpuNanos() - cpuBefore) / 1e9);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

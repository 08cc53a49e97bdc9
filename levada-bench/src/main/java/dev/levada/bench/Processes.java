package dev.levada.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What this process and those that it has started cost between {@link Marks}. Guards itself. */
final class Processes {
    private final int shares;
    private final List<Sample> begins = new ArrayList<>();
    private final List<Sample> ends = new ArrayList<>();

    private record Sample(double seconds, double cpuSeconds) {}

    /** @param shares how many readers pass each mark */
    Processes(int shares) {
        this.shares = shares;
    }

    /** A reader has passed a mark; other lines mean nothing here. */
    synchronized void hear(String line) {
        if (line.equals(Marks.BEGIN)) {
            begins.add(sample());
        } else if (line.equals(Marks.END)) {
            ends.add(sample());
        }
    }

    private static Sample sample() {
        long own = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        double others = ProcessHandle.current()
                .descendants()
                .mapToDouble(each ->
                        each.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9)
                .sum();
        return new Sample(System.nanoTime() / 1e9, own / 1e9 + others);
    }

    /**
     * From the middle of the readers' beginnings to the middle of their ends.
     *
     * @throws IllegalStateException if not all of them have passed both
     */
    synchronized Cost cost() {
        if (begins.size() != shares || ends.size() != shares) {
            throw new IllegalStateException(
                    "%d readers were to pass both marks; %d and %d did".formatted(shares, begins.size(), ends.size()));
        }
        Sample begin = middle(begins);
        Sample end = middle(ends);
        return new Cost(end.seconds() - begin.seconds(), end.cpuSeconds() - begin.cpuSeconds());
    }

    private static Sample middle(List<Sample> samples) {
        return new Sample(
                samples.stream().mapToDouble(Sample::seconds).average().orElseThrow(),
                samples.stream().mapToDouble(Sample::cpuSeconds).average().orElseThrow());
    }
}

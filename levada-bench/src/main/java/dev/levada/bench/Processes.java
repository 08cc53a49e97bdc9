package dev.levada.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What this process and those that it has started cost between {@link Marks}. Guards itself. */
final class Processes {
    /** Said with the number of a process that an engine needs beside its own: what it costs is told apart, too. */
    static final String BESIDE = "beside";

    private final int shares;
    private final List<Sample> begins = new ArrayList<>();
    private final List<Sample> ends = new ArrayList<>();

    private OptionalLong beside = OptionalLong.empty();

    private record Sample(double seconds, double cpuSeconds, double besideCpuSeconds) {}

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
        } else if (line.startsWith(BESIDE)) {
            beside = OptionalLong.of(Long.parseLong(line.substring(BESIDE.length() + 1)));
        }
    }

    private Sample sample() {
        long own = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        double others = ProcessHandle.current()
                .descendants()
                .mapToDouble(Processes::cpuSeconds)
                .sum();
        double apart = beside.isPresent()
                ? ProcessHandle.of(beside.getAsLong())
                        .map(Processes::cpuSeconds)
                        .orElse(0.0)
                : 0;
        return new Sample(System.nanoTime() / 1e9, own / 1e9 + others, apart);
    }

    private static double cpuSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
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

    /** Of the {@link #cost}, the CPU seconds of the process beside the engine's; empty if there is none. */
    synchronized OptionalDouble besideCpuSeconds() {
        return beside.isPresent()
                ? OptionalDouble.of(
                        middle(ends).besideCpuSeconds() - middle(begins).besideCpuSeconds())
                : OptionalDouble.empty();
    }

    private static Sample middle(List<Sample> samples) {
        return new Sample(
                samples.stream().mapToDouble(Sample::seconds).average().orElseThrow(),
                samples.stream().mapToDouble(Sample::cpuSeconds).average().orElseThrow(),
                samples.stream().mapToDouble(Sample::besideCpuSeconds).average().orElseThrow());
    }
}

package dev.levada.bench;

import dev.levada.bench.result.Slice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** What was heard of {@link LoadOutputs}, and of who reads the input. Guards itself. */
final class LoadHeard {
    private static final double NANOS = 1e9;

    private final Processes processes = new Processes(1);
    /** By their names: what is committed again is the same. */
    private final Map<String, Tally> committed = new HashMap<>();

    private final TreeMap<Integer, Histogram> slices = new TreeMap<>();

    void hear(String line) {
        processes.hear(line);
        String[] parts = line.split(" ", 5);
        switch (parts[0]) {
            case LoadOutputs.COMMITTED -> commit(parts);
            case LoadOutputs.DELAYS -> delayed(Integer.parseInt(parts[1]), parts[2]);
            default -> {}
        }
    }

    private synchronized void commit(String[] parts) {
        Tally tally = new Tally(Long.parseLong(parts[2]), Long.parseLong(parts[3]), Long.parseLong(parts[4]));
        committed.putIfAbsent(parts[1], tally);
    }

    private synchronized void delayed(int slice, String encoded) {
        try {
            Histogram micros = Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(HexFormat.of().parseHex(encoded)), 0);
            slices.computeIfAbsent(slice, any -> new Histogram(2)).add(micros);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("these are no delays: " + e.getMessage(), e);
        }
    }

    /** All that was committed. */
    synchronized Tally tally() {
        return committed.values().stream().reduce(Tally.NOTHING, Tally::plus);
    }

    /** Between the {@link Marks}, of this process and those that it has started. */
    Cost cost() {
        return processes.cost();
    }

    /** Of the cost, the CPU seconds of the process that the engine needs beside its own; empty if it needs none. */
    OptionalDouble besideCpuSeconds() {
        return processes.besideCpuSeconds();
    }

    /** In the order in which records were due. */
    synchronized List<Slice> slices() {
        List<Slice> all = new ArrayList<>();
        slices.forEach((slice, micros) -> all.add(new Slice(
                slice * (LoadOutputs.SLICE_NANOS / NANOS),
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3)));
        return all;
    }

    /** In microseconds, of what was due from one second to another. */
    synchronized Histogram delays(double fromSecond, double toSecond) {
        Histogram all = new Histogram(2);
        slices.subMap((int) (fromSecond * NANOS / LoadOutputs.SLICE_NANOS), (int)
                        (toSecond * NANOS / LoadOutputs.SLICE_NANOS))
                .values()
                .forEach(all::add);
        return all;
    }
}

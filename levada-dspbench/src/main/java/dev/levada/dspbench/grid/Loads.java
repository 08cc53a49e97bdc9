package dev.levada.dspbench.grid;

import dev.levada.dspbench.draw.Numbers;
import dev.levada.dspbench.grid.GridEvent.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Loads that were measured at one time, or in a window. */
record Loads(List<Load> all) {
    static final int WINDOW_SECONDS = 3_600;
    static final Loads NONE = new Loads(List.of());

    Loads {
        all = List.copyOf(all);
    }

    Loads with(Load load) {
        List<Load> more = new ArrayList<>(all);
        more.add(load);
        return new Loads(more);
    }

    double median() {
        return median(all.stream().mapToDouble(Load::watts));
    }

    /** Of an even number the mean of the two in the middle. */
    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Of the plugs in the window of one house, how many have a median above that of all. */
    double shareAbove(double median) {
        Map<String, List<Load>> plugs = new TreeMap<>();
        all.forEach(load ->
                plugs.computeIfAbsent(load.place(), any -> new ArrayList<>()).add(load));
        long above = plugs.values().stream()
                .filter(loads -> median(loads.stream().mapToDouble(Load::watts)) > median)
                .count();
        return (double) above / plugs.size();
    }

    /** The line of a house whose share has changed. */
    static String outlier(long seconds, int house, double share) {
        return "OUT|%d|%d|%d|%d".formatted(seconds - WINDOW_SECONDS, seconds, house, Numbers.micros(share));
    }
}

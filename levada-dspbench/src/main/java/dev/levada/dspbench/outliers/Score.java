package dev.levada.dspbench.outliers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How far a machine was from the others.
 *
 * @param score from 1: one more than the distance from the mean of all at that time
 */
record Score(String machine, long millis, double score) {

    /** Scores all machines of one time. */
    static List<Score> of(List<Observation> batch) {
        List<Observation> sorted = new ArrayList<>(batch);
        sorted.sort(Comparator.comparing(Observation::machine));
        double cpu = 0;
        double memory = 0;
        for (Observation each : sorted) {
            cpu += each.cpu();
            memory += each.memory();
        }
        double meanCpu = cpu / sorted.size();
        double meanMemory = memory / sorted.size();
        return sorted.stream()
                .map(each -> new Score(
                        each.machine(), each.millis(), 1 + distance(each.cpu() - meanCpu, each.memory() - meanMemory)))
                .toList();
    }

    private static double distance(double x, double y) {
        return Math.sqrt(x * x + y * y);
    }
}

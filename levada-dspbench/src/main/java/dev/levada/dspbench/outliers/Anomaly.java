package dev.levada.dspbench.outliers;

import dev.levada.dspbench.draw.Numbers;
import java.util.List;

/**
 * A machine's score, and the sum of its last ones.
 *
 * @param recent the sum
 */
record Anomaly(String machine, long millis, double recent, double score) {

    /** The lines of those of one time that stand out. */
    static List<String> alerts(List<Anomaly> batch) {
        double[] sorted = batch.stream().mapToDouble(Anomaly::recent).sorted().toArray();
        double least = sorted[0];
        double median = sorted[sorted.length / 2];
        double leastScore = batch.stream().mapToDouble(Anomaly::score).min().orElse(0);
        return batch.stream()
                .filter(each -> each.recent > 2 * median - least
                        && each.recent > least + 2 * Math.sqrt(2)
                        && each.score > 0.1 + leastScore)
                .map(each -> "%s|%d|%d|%d"
                        .formatted(each.machine, each.millis, Numbers.micros(each.recent), Numbers.micros(each.score)))
                .toList();
    }
}

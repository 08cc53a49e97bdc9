package dev.levada.dspbench.outliers;

import dev.levada.dspbench.Line;
import java.util.List;

/**
 * How busy a machine was.
 *
 * @param millis when, since 1970
 * @param cpu from 0 to 1
 * @param memory from 0 to 1
 */
record Observation(String machine, long millis, double cpu, double memory) {
    private static final int FIELDS = 9;

    /** Reads a line; nothing if it has not that many fields, or no numbers where there should be some. */
    static List<Observation> parse(Line line) {
        String[] fields = line.text().split(",", -1);
        if (fields.length != FIELDS) {
            return List.of();
        }
        try {
            return List.of(new Observation(
                    fields[0],
                    Long.parseLong(fields[1]) * 1_000,
                    Double.parseDouble(fields[2]) / 100,
                    Double.parseDouble(fields[3]) / 100));
        } catch (NumberFormatException e) {
            return List.of();
        }
    }

    /** When a line was written; 0 if that does not say so, which is then nobody's. */
    static long timeOf(Line line) {
        return parse(line).stream().mapToLong(Observation::millis).findFirst().orElse(0);
    }
}

package dev.levada.dspbench.bargains;

import dev.levada.dspbench.Line;
import java.util.List;

/**
 * A trade, or an offer to sell.
 *
 * @param hour since 1970
 * @param cents the price of one share
 */
record Order(long seq, boolean trade, String symbol, long hour, long cents, long size) {
    private static final int SECONDS_AN_HOUR = 3_600;

    /** Reads T or Q, symbol, seconds, cents and size; nothing if the line has something else. */
    static List<Order> parse(Line line) {
        String[] fields = line.text().split(",", -1);
        if (fields.length != 5 || !(fields[0].equals("T") || fields[0].equals("Q"))) {
            return List.of();
        }
        try {
            return List.of(new Order(
                    line.seq(),
                    fields[0].equals("T"),
                    fields[1],
                    Long.parseLong(fields[2]) / SECONDS_AN_HOUR,
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[4])));
        } catch (NumberFormatException e) {
            return List.of();
        }
    }
}

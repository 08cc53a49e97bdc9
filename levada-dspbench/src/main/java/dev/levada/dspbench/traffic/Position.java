package dev.levada.dspbench.traffic;

import dev.levada.dspbench.Line;
import java.util.List;

/** Where a vehicle was, and how fast. */
record Position(long seq, int speed, double latitude, double longitude) {
    private static final int FIELDS = 7;

    /** Reads number, vehicle, time, latitude, longitude, speed, bearing; nothing if the line has something else. */
    static List<Position> parse(Line line) {
        String[] fields = line.text().split(",", -1);
        if (fields.length != FIELDS) {
            return List.of();
        }
        try {
            return List.of(new Position(
                    line.seq(),
                    (int) Double.parseDouble(fields[5]),
                    Double.parseDouble(fields[3]),
                    Double.parseDouble(fields[4])));
        } catch (NumberFormatException e) {
            return List.of();
        }
    }

    /** Whether it moves, and is on the map. */
    boolean counts() {
        return speed > 0
                && latitude >= 39.689602
                && latitude <= 40.122410
                && longitude >= 116.105789
                && longitude <= 116.670021;
    }
}

package dev.levada.dspbench.ads;

import dev.levada.dspbench.Line;
import java.util.List;

/** An ad was seen beside the answers to a query, or clicked. */
record AdEvent(boolean click, long millis, int query, int ad) {

    /** What it is counted by. */
    record Placement(int query, int ad) {}

    Placement placement() {
        return new Placement(query, ad);
    }

    /** Reads C or I, milliseconds, query and ad; nothing if the line has something else. */
    static List<AdEvent> parse(Line line) {
        String[] fields = line.text().split(",", -1);
        if (fields.length != 4 || !(fields[0].equals("C") || fields[0].equals("I"))) {
            return List.of();
        }
        try {
            return List.of(new AdEvent(
                    fields[0].equals("C"),
                    Long.parseLong(fields[1]),
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3])));
        } catch (NumberFormatException e) {
            return List.of();
        }
    }

    static long timeOf(Line line) {
        return parse(line).stream().mapToLong(AdEvent::millis).findFirst().orElse(0);
    }
}

package dev.levada.dspbench.spikes;

import dev.levada.dspbench.Line;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/** A temperature that a device has read. */
record Reading(long seq, int device, double value) {
    private static final int FIELDS = 8;

    /** Reads date, time, epoch, device, temperature and three more; nothing if the line has something else. */
    static List<Reading> parse(Line line) {
        String[] fields = line.text().trim().split("\\s+");
        if (fields.length != FIELDS) {
            return List.of();
        }
        try {
            LocalDateTime.parse(fields[0] + "T" + fields[1]);
            return List.of(new Reading(line.seq(), Integer.parseInt(fields[3]), Double.parseDouble(fields[4])));
        } catch (DateTimeParseException | NumberFormatException e) {
            return List.of();
        }
    }
}

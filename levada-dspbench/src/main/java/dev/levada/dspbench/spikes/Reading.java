package dev.levada.dspbench.spikes;

import dev.levada.dspbench.Line;
import java.util.List;
import java.util.StringTokenizer;
import java.util.regex.Pattern;

/** A temperature that a device has read. */
record Reading(long seq, int device, double value) {
    private static final int FIELDS = 8;
    /** Of a form, that is enough: nobody asks when it was, and a calendar would take most of the application's time. */
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3,6})?");

    /** Reads date, time, epoch, device, temperature and three more; nothing if the line has something else. */
    static List<Reading> parse(Line line) {
        StringTokenizer fields = new StringTokenizer(line.text());
        if (fields.countTokens() != FIELDS || !isTime(fields.nextToken(), fields.nextToken())) {
            return List.of();
        }
        fields.nextToken();
        try {
            int device = Integer.parseInt(fields.nextToken());
            return List.of(new Reading(line.seq(), device, Double.parseDouble(fields.nextToken())));
        } catch (NumberFormatException e) {
            return List.of();
        }
    }

    private static boolean isTime(String date, String time) {
        return DATE.matcher(date).matches() && TIME.matcher(time).matches();
    }
}

package dev.levada.dspbench.spikes;

import dev.levada.dspbench.Line;
import java.util.List;
import java.util.StringTokenizer;

/** A temperature that a device has read. */
record Reading(long seq, int device, double value) {
    private static final int FIELDS = 8;
    /**
     * The forms of a date and of a time, which may end after its seconds or after 3 to 6 more digits. No more is looked
     * at: nobody asks when it was, and a calendar would take most of the application's time.
     */
    private static final String DATE = "0000-00-00";

    private static final String TIME = "00:00:00.000000";
    private static final int SECONDS = 8;
    private static final int MILLIS = 12;

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
        boolean isWhole = time.length() == SECONDS || time.length() >= MILLIS;
        return date.length() == DATE.length() && isWhole && hasForm(date, DATE) && hasForm(time, TIME);
    }

    /** Whether a text is like a form as far as it goes, with digits for zeros. */
    private static boolean hasForm(String text, String form) {
        if (text.length() > form.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (form.charAt(i) == '0' ? c < '0' || c > '9' : c != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}

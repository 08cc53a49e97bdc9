package dev.levada.dspbench.spikes;

import dev.levada.dspbench.Line;
import java.util.List;

/** A temperature that a device has read. */
record Reading(long seq, int device, double value) {
    private static final int DATE_CHARS = 10;
    private static final int SECONDS_CHARS = 8;
    private static final int MILLIS_CHARS = 12;
    private static final int MICROS_CHARS = 15;

    /** Reads date, time, epoch, device, temperature and three more; nothing if the line has something else. */
    static List<Reading> parse(Line line) {
        Fields fields = new Fields(line.text());
        if (!fields.next()
                || !isDate(fields)
                || !fields.next()
                || !isTime(fields)
                || !fields.skip(1)
                || !fields.next()) {
            return List.of();
        }
        try {
            int device = Integer.parseInt(fields.text, fields.start, fields.end, 10);
            if (!fields.next()) {
                return List.of();
            }
            double value = Double.parseDouble(fields.text.substring(fields.start, fields.end));
            return fields.skip(3) && !fields.next() ? List.of(new Reading(line.seq(), device, value)) : List.of();
        } catch (NumberFormatException e) {
            return List.of();
        }
    }

    /**
     * The forms of a date and of a time, which may end after its seconds or after 3 to 6 more digits. No more is looked
     * at: nobody asks when it was, and a calendar would take most of the application's time.
     */
    private static boolean isDate(Fields at) {
        return at.length() == DATE_CHARS && at.hasForm("0000-00-00");
    }

    private static boolean isTime(Fields at) {
        boolean isWhole = at.length() == SECONDS_CHARS || at.length() >= MILLIS_CHARS;
        return isWhole && at.length() <= MICROS_CHARS && at.hasForm("00:00:00.000000");
    }

    /** What is between blanks, one field after the other; no string is made of those that nobody asks for. */
    private static final class Fields {
        final String text;
        int start;
        int end;

        Fields(String text) {
            this.text = text;
        }

        /** Goes to the next field, if there is one. */
        boolean next() {
            start = end;
            while (start < text.length() && isBlank(text.charAt(start))) {
                start++;
            }
            end = start;
            while (end < text.length() && !isBlank(text.charAt(end))) {
                end++;
            }
            return start < end;
        }

        boolean skip(int fields) {
            int left = fields;
            while (left > 0 && next()) {
                left--;
            }
            return left == 0;
        }

        int length() {
            return end - start;
        }

        /** Whether this is like a form, which is no shorter, with digits for zeros. */
        boolean hasForm(String form) {
            for (int i = start; i < end; i++) {
                char c = text.charAt(i);
                char wanted = form.charAt(i - start);
                if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isBlank(char c) {
            return c <= ' ' && (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f');
        }
    }
}

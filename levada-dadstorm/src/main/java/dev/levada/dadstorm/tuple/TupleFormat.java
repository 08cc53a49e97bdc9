package dev.levada.dadstorm.tuple;

import dev.levada.dadstorm.text.Marks;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One tuple on one line: fields parted by commas, blanks beside a comma dropped, and so is one pair of double quotes
 * round a field.
 *
 * <p>A comma inside such a pair belongs to the field. A quote that does not open a field, or that no quote before a
 * comma or the end of the line closes, is an ordinary character: every line is readable.
 */
public final class TupleFormat {

    private TupleFormat() {}

    /**
     * Reads a line.
     *
     * @param line without its line end
     * @return the fields, which cannot be changed; none if the line is blank or a comment
     */
    public static List<String> fields(String line) {
        return Marks.isSilent(line) ? List.of() : new FieldReader(line).fields();
    }

    /** Writes fields as output shows them, without quotes. */
    public static String line(List<String> fields) {
        return String.join(", ", fields);
    }

    /** One pass over one line. Fields are cut from the line as they are; nothing else is copied. */
    private static final class FieldReader {

        private static final int USUAL_FIELDS = 4;

        private final String line;
        private String[] fields = new String[USUAL_FIELDS];
        private int count;
        private int at;
        // What no quote closes from here on, no quote closes further on: looking once per line keeps this linear.
        private boolean straightStaysOpen;
        private boolean curlyStaysOpen;

        FieldReader(String line) {
            this.line = line;
        }

        List<String> fields() {
            do {
                at = Marks.skipBlanks(line, at);
                int close = closingQuote();
                if (close >= 0) {
                    add(line.substring(at + 1, close));
                    at = Marks.skipBlanks(line, close + 1);
                } else {
                    addBare();
                }
            } while (at++ < line.length());
            return Collections.unmodifiableList(Arrays.asList(count == fields.length ? fields : trimmed()));
        }

        private void addBare() {
            int comma = line.indexOf(',', at);
            int next = comma < 0 ? line.length() : comma;
            int end = next;
            while (end > at && Marks.isBlank(line.charAt(end - 1))) {
                end--;
            }
            add(line.substring(at, end));
            at = next;
        }

        /** Returns where the quoted field that starts here ends, or -1 if none starts here. */
        private int closingQuote() {
            if (at == line.length() || !Marks.isQuote(line.charAt(at))) {
                return -1;
            }
            char opening = line.charAt(at);
            boolean straight = opening == '"';
            if (straight ? straightStaysOpen : curlyStaysOpen) {
                return -1;
            }
            for (int i = at + 1; i < line.length(); i++) {
                if (Marks.closes(opening, line.charAt(i)) && endsField(i + 1)) {
                    return i;
                }
            }
            straightStaysOpen |= straight;
            curlyStaysOpen |= !straight;
            return -1;
        }

        private boolean endsField(int from) {
            int next = Marks.skipBlanks(line, from);
            return next == line.length() || line.charAt(next) == ',';
        }

        private void add(String field) {
            if (count == fields.length) {
                fields = Arrays.copyOf(fields, 2 * count);
            }
            fields[count++] = field;
        }

        private String[] trimmed() {
            return Arrays.copyOf(fields, count);
        }
    }
}

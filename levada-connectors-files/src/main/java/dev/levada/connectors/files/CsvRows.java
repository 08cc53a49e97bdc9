package dev.levada.connectors.files;

import dev.levada.api.connector.MalformedRecordException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file, each a line or, if a quoted value goes on past the line's end, several. Confined to one thread.
 *
 * <p>A quote that is never closed must not swallow what follows: a row has at most as many characters as a line may
 * have, and what does not become a row is given back, to be read again from its second line on.
 */
final class CsvRows {
    private final TextLines lines;
    private final int maxChars;
    private final char delimiter;
    private final @Nullable Character quote;
    private final Deque<Line> givenBack = new ArrayDeque<>();
    private final List<Line> row = new ArrayList<>();
    private String text = "";
    private @Nullable MalformedRecordException problem;
    private long consumed;

    /** @param number from 1 */
    private record Line(
            long number,
            String text,
            String terminator,
            @Nullable MalformedRecordException problem) {}

    CsvRows(TextLines lines, int maxChars, CsvDialect dialect) {
        this.lines = lines;
        this.maxChars = maxChars;
        this.delimiter = dialect.delimiter();
        this.quote = dialect.quote();
    }

    /**
     * Goes to the next row that is not an empty line.
     *
     * @return false if there is none
     */
    boolean next() throws IOException {
        Line line;
        do {
            line = take();
            if (line == null) {
                return false;
            }
        } while (line.text().isEmpty() && line.problem() == null);
        row.clear();
        row.add(line);
        text = line.text();
        problem = line.problem();
        if (problem == null && endsInQuotes(text, false)) {
            goOn(line);
        }
        return true;
    }

    /** The row in hand, without the line end behind it. */
    String text() {
        return text;
    }

    /** What is wrong with the row in hand, or null if nothing is as yet. */
    @Nullable
    MalformedRecordException problem() {
        return problem;
    }

    /** How many lines were consumed: those of the row in hand, and all before it. */
    long consumed() {
        return consumed;
    }

    /** Goes past this many lines, from a place between two rows. */
    void skip(long count) throws IOException {
        lines.skip(count);
        consumed += count;
    }

    /** The file and the line where the row in hand starts. */
    String location() {
        return lines.name() + ":" + row.get(0).number();
    }

    /** What is wrong with the row in hand, where it starts. */
    MalformedRecordException malformed(String message) {
        return new MalformedRecordException(location(), text, message);
    }

    /** The row in hand is none: its first line is what is malformed, the others are to be read again. */
    MalformedRecordException notARow(String message) {
        for (int i = row.size() - 1; i > 0; i--) {
            givenBack.addFirst(row.remove(i));
            consumed--;
        }
        text = row.get(0).text();
        return malformed(message);
    }

    private void goOn(Line first) throws IOException {
        StringBuilder joined = new StringBuilder(first.text());
        Line line = first;
        do {
            String terminator = line.terminator();
            line = take();
            if (line == null) {
                problem = notARow("a quoted value is not closed before the end of the file");
                return;
            }
            row.add(line);
            if (line.problem() != null) {
                problem = notARow(
                        "a quoted value is not closed before line %d, which cannot be read".formatted(line.number()));
                return;
            }
            joined.append(terminator).append(line.text());
            if (joined.length() > maxChars) {
                problem = notARow(
                        "a quoted value is not closed within %d characters; raise maxLineChars if it is meant to be longer"
                                .formatted(maxChars));
                return;
            }
        } while (endsInQuotes(line.text(), true));
        text = joined.toString();
    }

    private @Nullable Line take() throws IOException {
        Line line = givenBack.poll();
        if (line == null) {
            if (!lines.next()) {
                return null;
            }
            line = lines.isSound()
                    ? new Line(lines.number(), lines.text(), lines.terminator(), null)
                    : new Line(lines.number(), "", lines.terminator(), lines.problem());
        }
        consumed++;
        return line;
    }

    /** Whether the line ends within a quoted value. */
    private boolean endsInQuotes(String line, boolean startsInQuotes) {
        if (quote == null || (!startsInQuotes && line.indexOf(quote) < 0)) {
            return false;
        }
        boolean inQuotes = startsInQuotes;
        boolean atStart = !startsInQuotes;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (inQuotes) {
                // A doubled quote closes and opens again at once, which comes to the same.
                inQuotes = c != quote;
                atStart = !inQuotes && i + 1 < line.length() && line.charAt(i + 1) == quote;
            } else {
                inQuotes = atStart && c == quote;
                atStart = c == delimiter;
            }
        }
        return inQuotes;
    }
}

package dev.levada.cli.picture;

import java.util.List;

/**
 * A recovery as it is drawn. Times are milliseconds since the failure was known; a moment that has not come is 0.
 *
 * @param title what it was, for people
 * @param notes what is said of it besides, a line each
 * @param before for how long the failure was not known
 * @param online when all tasks ran again
 * @param rows what is drawn, one under the other
 * @param left how many rows are left out
 */
public record Moments(String title, List<String> notes, double before, double online, List<Row> rows, int left) {

    public Moments {
        notes = List.copyOf(notes);
        rows = List.copyOf(rows);
    }

    /** What is drawn in one line. */
    public record Row(String label, List<Span> spans) {
        public Row {
            spans = List.copyOf(spans);
        }
    }

    /**
     * A part of a row.
     *
     * @param tip what is said of it besides its name and times
     */
    public record Span(Phase phase, double from, double to, String tip) {}

    /** What a span is. */
    public enum Phase {
        DETECT("detect", "not known yet"),
        FENCE("fence", "shut out what failed"),
        RESTORE("restore", "read the state"),
        REPLAY("replay", "do again by the log"),
        CATCH_UP("catch-up", "do what has piled up"),
        GAP("gap", "no new output");

        private final String kind;
        private final String meaning;

        Phase(String kind, String meaning) {
            this.kind = kind;
            this.meaning = meaning;
        }

        String kind() {
            return kind;
        }

        String meaning() {
            return meaning;
        }
    }

    /** The end of all that is drawn. */
    double end() {
        return rows.stream()
                .flatMap(row -> row.spans().stream())
                .mapToDouble(Span::to)
                .reduce(online, Math::max);
    }
}

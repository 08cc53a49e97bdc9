package dev.levada.connectors.files;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Each row a record. The position is the number of lines read behind the header. */
final class CsvReader<T> implements SourceReader<T> {
    private final TextLines lines;
    private final CsvRows rows;
    private final CsvParsing parsing;
    private final int width;
    private final RowShape.Row<T> shape;
    private final long headerLines;

    CsvReader(TextLines lines, int maxRowChars, CsvDialect dialect, RowShape<T> shape, long position)
            throws IOException {
        this.lines = lines;
        this.rows = new CsvRows(lines, maxRowChars, dialect);
        this.parsing = new CsvParsing(dialect);
        if (dialect.header() && rows.next()) {
            List<String> header = header();
            this.width = header.size();
            this.shape = shape.fit(rows.location(), header);
        } else {
            this.width = shape.width();
            this.shape = shape.fit(lines.name(), null);
        }
        this.headerLines = rows.consumed();
        rows.skip(position);
    }

    @Override
    public Status read(SourceOutput<T> out, int maxRecords, long nowNanos) throws IOException {
        for (int i = 0; i < maxRecords; i++) {
            if (!rows.next()) {
                return Status.END;
            }
            take(out);
        }
        return Status.MORE;
    }

    @Override
    public long position() {
        return rows.consumed() - headerLines;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private void take(SourceOutput<T> out) {
        MalformedRecordException problem = rows.problem();
        if (problem != null) {
            out.malformed(problem);
            return;
        }
        String[] columns;
        try {
            columns = parsing.columns(rows.text());
        } catch (UnfitValueException e) {
            // Where such a row ends is a guess: a quote too many may have joined it to the rows behind it.
            out.malformed(rows.notARow(e.reason()));
            return;
        }
        emit(columns, out);
    }

    private void emit(String[] columns, SourceOutput<T> out) {
        if (width >= 0 && columns.length != width) {
            out.malformed(rows.malformed("expected %d columns, found %d".formatted(width, columns.length)));
            return;
        }
        T value;
        try {
            value = shape.of(columns);
        } catch (UnfitValueException e) {
            out.malformed(rows.malformed(e.reason()));
            return;
        }
        out.emit(value);
    }

    private List<String> header() {
        MalformedRecordException problem = rows.problem();
        if (problem != null) {
            throw new BadInputException("the header cannot be read: " + problem.getMessage(), problem);
        }
        try {
            return Arrays.stream(parsing.columns(rows.text()))
                    .map(String::strip)
                    .toList();
        } catch (UnfitValueException e) {
            MalformedRecordException malformed = rows.notARow(e.reason());
            throw new BadInputException("the header cannot be read: " + malformed.getMessage(), e);
        }
    }
}

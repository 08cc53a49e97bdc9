package dev.levada.connectors.files;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows apart into columns, one row at a time. Confined to one thread.
 *
 * <p>A parser has buffers too large to be made for each row. So one parser reads all rows from a {@link Feed}, which
 * never has more than the row in hand; the parser is made anew only after a row that it could not parse.
 */
final class CsvParsing {
    private final CSVFormat format;
    private final Feed feed = new Feed();
    private @Nullable Iterator<CSVRecord> records;

    CsvParsing(CsvDialect dialect) {
        this.format = dialect.format();
    }

    /** @param row one whole row, not empty */
    String[] columns(String row) throws UnfitValueException {
        feed.offer(row);
        try {
            if (records == null) {
                records = format.parse(feed).iterator();
            }
            return records.next().values();
        } catch (UncheckedIOException | IOException e) {
            records = null;
            throw new UnfitValueException(
                    "expected '%s' or the end of the line after a closing quote, found more text; a quote within a quoted value is written twice"
                            .formatted(format.getDelimiterString()));
        }
    }

    /** The row in hand as characters, a line end behind it. */
    private static final class Feed extends Reader {
        private String row = "";
        private int position;

        void offer(String newRow) {
            row = newRow;
            position = 0;
        }

        @Override
        public int read(char[] target, int offset, int length) {
            if (position > row.length()) {
                return -1;
            }
            if (position == row.length()) {
                target[offset] = '\n';
                position++;
                return 1;
            }
            int count = Math.min(length, row.length() - position);
            row.getChars(position, position + count, target, offset);
            position += count;
            return count;
        }

        @Override
        public void close() {}
    }
}

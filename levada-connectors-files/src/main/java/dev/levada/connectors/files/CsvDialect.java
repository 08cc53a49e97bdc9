package dev.levada.connectors.files;

import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * How rows are told apart and into columns.
 *
 * @param quote what encloses a value with special characters, doubled within it; null if nothing does
 * @param header whether the first row names the columns
 */
record CsvDialect(char delimiter, @Nullable Character quote, boolean header) {
    static final CsvDialect DEFAULT = new CsvDialect(',', '"', true);

    CsvDialect {
        requireUsable("delimiter", delimiter);
        if (quote != null) {
            requireUsable("quote", quote);
            if (quote == delimiter) {
                throw new IllegalArgumentException("delimiter and quote must differ, both are '%s'".formatted(quote));
            }
        }
    }

    CsvDialect delimiter(char other) {
        return new CsvDialect(other, quote, header);
    }

    CsvDialect quote(@Nullable Character other) {
        return new CsvDialect(delimiter, other, header);
    }

    CsvDialect header(boolean other) {
        return new CsvDialect(delimiter, quote, other);
    }

    CSVFormat format() {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setQuote(quote)
                .setRecordSeparator('\n')
                .get();
    }

    private static void requireUsable(String what, char character) {
        if (character == '\n' || character == '\r') {
            throw new IllegalArgumentException("the %s cannot be a line end".formatted(what));
        }
    }
}

package dev.levada.connectors.files;

import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** Rows of a table, the names of the columns on top. */
record RowText(List<String> columns, CSVFormat format) implements RecordText<List<?>> {

    @Override
    public void appendHeader(StringBuilder out) throws IOException {
        format.printRecord(out, columns.toArray());
    }

    /** @throws IllegalArgumentException if the row has more or fewer values than there are columns */
    @Override
    public void append(List<?> value, StringBuilder out) throws IOException {
        if (value.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a row must have a value for each of %s, was %s".formatted(columns, value));
        }
        format.printRecord(out, value.toArray());
    }
}

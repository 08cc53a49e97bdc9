package dev.levada.connectors.files;

import java.io.IOException;
import org.apache.commons.csv.CSVFormat;

/** Records as CSV rows, the names of the components on top. */
record CsvText<T extends Record>(RecordShape<T> record, CSVFormat format) implements RecordText<T> {

    @Override
    public void appendHeader(StringBuilder out) throws IOException {
        format.printRecord(out, record.names().toArray());
    }

    @Override
    public void append(T value, StringBuilder out) throws IOException {
        format.printRecord(out, record.row(value).toArray());
    }
}

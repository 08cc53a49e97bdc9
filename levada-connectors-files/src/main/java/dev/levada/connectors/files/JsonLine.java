package dev.levada.connectors.files;

import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.SourceOutput;

/** A line that is a JSON value, or blank. */
record JsonLine<T>(JsonValues<T> values) implements LineParser<T> {

    @Override
    public void parse(TextLines lines, SourceOutput<T> out) {
        String line = lines.text();
        if (line.isBlank()) {
            return;
        }
        T value;
        try {
            value = values.parse(line);
        } catch (UnfitValueException e) {
            out.malformed(new MalformedRecordException(lines.name() + ":" + lines.number(), line, e.reason()));
            return;
        }
        out.emit(value);
    }
}

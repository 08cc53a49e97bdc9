package dev.levada.connectors.files;

import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import java.io.IOException;

/** Each line a JSON value. The position is the number of lines read. */
final class JsonReader<T> implements SourceReader<T> {
    private final TextLines lines;
    private final JsonValues<T> values;

    JsonReader(TextLines lines, JsonValues<T> values, long position) throws IOException {
        this.lines = lines;
        this.values = values;
        lines.skip(position);
    }

    @Override
    public Status read(SourceOutput<T> out, int maxRecords, long nowNanos) throws IOException {
        for (int i = 0; i < maxRecords; i++) {
            if (!lines.next()) {
                return Status.END;
            }
            if (lines.isSound()) {
                take(lines.text(), out);
            } else {
                out.malformed(lines.problem());
            }
        }
        return Status.MORE;
    }

    @Override
    public long position() {
        return lines.number();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private void take(String line, SourceOutput<T> out) {
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

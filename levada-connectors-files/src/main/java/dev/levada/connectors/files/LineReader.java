package dev.levada.connectors.files;

import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import java.io.IOException;

/** Each line a record. The position is the number of lines read. */
final class LineReader implements SourceReader<String> {
    private final TextLines lines;

    LineReader(TextLines lines, long position) throws IOException {
        this.lines = lines;
        lines.skip(position);
    }

    @Override
    public Status read(SourceOutput<String> out, int maxRecords, long nowNanos) throws IOException {
        for (int i = 0; i < maxRecords; i++) {
            if (!lines.next()) {
                return Status.END;
            }
            if (lines.isSound()) {
                out.emit(lines.text());
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
}

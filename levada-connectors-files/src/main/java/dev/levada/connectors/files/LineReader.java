package dev.levada.connectors.files;

import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import java.io.IOException;

/** Each line by itself. The position is the number of lines read. */
final class LineReader<T> implements SourceReader<T> {
    private final TextLines lines;
    private final LineParser<T> parser;

    LineReader(TextLines lines, LineParser<T> parser, long position) throws IOException {
        this.lines = lines;
        this.parser = parser;
        lines.skip(position);
    }

    @Override
    public Status read(SourceOutput<T> out, int maxRecords, long nowNanos) throws IOException {
        for (int i = 0; i < maxRecords; i++) {
            if (!lines.next()) {
                return Status.END;
            }
            if (lines.isSound()) {
                parser.parse(lines, out);
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

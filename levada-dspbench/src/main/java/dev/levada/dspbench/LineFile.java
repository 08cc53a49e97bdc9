package dev.levada.dspbench;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The lines of a text file in UTF-8 with their numbers, read by one task. A position is the number of the next line.
 */
record LineFile(String path) implements Source<Line> {

    @Override
    public List<String> splits() {
        if (!Files.isRegularFile(Path.of(path)) || !Files.isReadable(Path.of(path))) {
            throw new BadInputException("input '%s' is no file that can be read; name a text file".formatted(path));
        }
        return List.of(path);
    }

    @Override
    public SourceReader<Line> open(String split, long position) throws IOException {
        BufferedReader lines = Files.newBufferedReader(Path.of(path));
        for (long i = 0; i < position; i++) {
            if (lines.readLine() == null) {
                throw new IOException("input '%s' has %d lines, and was read up to line %d before; it has been changed"
                        .formatted(path, i, position));
            }
        }
        return new Reader(lines, position);
    }

    @Override
    public boolean predetermined() {
        return true;
    }

    @Override
    public String describe() {
        return "file " + path;
    }

    private static final class Reader implements SourceReader<Line> {
        private final BufferedReader lines;
        private long next;

        Reader(BufferedReader lines, long next) {
            this.lines = lines;
            this.next = next;
        }

        @Override
        public Status read(SourceOutput<Line> out, int maxRecords, long nowNanos) throws IOException {
            for (int i = 0; i < maxRecords; i++) {
                String text = lines.readLine();
                if (text == null) {
                    return Status.END;
                }
                out.emit(new Line(next++, text));
            }
            return Status.MORE;
        }

        @Override
        public long position() {
            return next;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}

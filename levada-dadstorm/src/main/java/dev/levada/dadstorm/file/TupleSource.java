package dev.levada.dadstorm.file;

import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import dev.levada.dadstorm.tuple.TupleFormat;
import java.io.IOException;
import java.util.List;

/** The lines of another source as tuples. Splits and positions are that source's own. */
record TupleSource(Source<String> lines) implements Source<List<String>> {

    @Override
    public List<String> splits() throws IOException {
        return lines.splits();
    }

    @Override
    public SourceReader<List<String>> open(String split, long position) throws IOException {
        return new Reader(lines.open(split, position));
    }

    @Override
    public boolean predetermined() {
        return lines.predetermined();
    }

    @Override
    public boolean blocking() {
        return lines.blocking();
    }

    @Override
    public String describe() {
        return "tuples in " + lines.describe();
    }

    private record Reader(SourceReader<String> lines) implements SourceReader<List<String>> {

        @Override
        public Status read(SourceOutput<List<String>> out, int maxRecords, long nowNanos) throws IOException {
            Tuples tuples = new Tuples(out);
            Status status;
            do {
                // A stretch of comments is no reason to be taken for idle; the file's end bounds it.
                status = lines.read(tuples, maxRecords, nowNanos);
            } while (status == Status.MORE && !tuples.any);
            return status;
        }

        @Override
        public long position() {
            return lines.position();
        }

        @Override
        public long nextNanos() {
            return lines.nextNanos();
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private static final class Tuples implements SourceOutput<String> {
        private final SourceOutput<List<String>> out;
        private boolean any;

        Tuples(SourceOutput<List<String>> out) {
            this.out = out;
        }

        @Override
        public void emit(String line) {
            List<String> tuple = TupleFormat.fields(line);
            if (!tuple.isEmpty()) {
                any = true;
                out.emit(tuple);
            }
        }

        @Override
        public void emit(String line, long dueNanos) {
            List<String> tuple = TupleFormat.fields(line);
            if (!tuple.isEmpty()) {
                any = true;
                out.emit(tuple, dueNanos);
            }
        }

        @Override
        public void malformed(MalformedRecordException problem) {
            any = true;
            out.malformed(problem);
        }
    }
}

package dev.levada.testkit.sanitizer;

import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import java.io.IOException;
import java.util.List;

/**
 * A source that ends early.
 *
 * @param most how many records each split gives, from 1
 */
public record Beginnings<T>(Source<T> source, int most) implements Source<T> {

    @Override
    public List<String> splits() throws IOException {
        return source.splits();
    }

    @Override
    public SourceReader<T> open(String split, long position) throws IOException {
        return new Counting<>(source.open(split, position), most);
    }

    @Override
    public boolean predetermined() {
        return source.predetermined();
    }

    @Override
    public String describe() {
        return source.describe();
    }

    private static final class Counting<T> implements SourceReader<T> {
        private final SourceReader<T> reader;
        private int left;

        Counting(SourceReader<T> reader, int most) {
            this.reader = reader;
            this.left = most;
        }

        @Override
        public Status read(SourceOutput<T> out, int maxRecords, long nowNanos) throws IOException {
            if (left == 0) {
                return Status.END;
            }
            return reader.read(counted(out), Math.min(maxRecords, left), nowNanos);
        }

        private SourceOutput<T> counted(SourceOutput<T> out) {
            return new SourceOutput<>() {
                @Override
                public void emit(T value) {
                    left--;
                    out.emit(value);
                }

                @Override
                public void emit(T value, long dueNanos) {
                    left--;
                    out.emit(value, dueNanos);
                }

                @Override
                public void malformed(MalformedRecordException problem) {
                    out.malformed(problem);
                }
            };
        }

        @Override
        public long position() {
            return reader.position();
        }

        @Override
        public long nextNanos() {
            return reader.nextNanos();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}

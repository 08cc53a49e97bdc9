package dev.levada.api.annotation;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * The {@link dev.levada.api.annotation.Source} method of a class: one split, whose position counts the records taken.
 */
record IteratorSource(String name, Call method, boolean blocking) implements Source<Object> {

    @Override
    public List<String> splits() {
        return List.of("all");
    }

    @Override
    public SourceReader<Object> open(String split, long position) throws IOException {
        Object given = call();
        Iterator<?> records = iterator(given);
        for (long taken = 0; taken < position; taken++) {
            if (!records.hasNext()) {
                throw new BadInputException(
                        "source %s gave %d records, but %d were taken before; it must give the same ones at each call"
                                .formatted(name, taken, position));
            }
            records.next();
        }
        return new Reader(given, records, position);
    }

    @Override
    public boolean predetermined() {
        return !blocking;
    }

    private Object call() throws IOException {
        try {
            return present(method.with(name), "returned null instead of its records");
        } catch (RuntimeException | IOException thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new BadInputException("source %s failed: %s".formatted(name, thrown), thrown);
        }
    }

    private static Iterator<?> iterator(Object given) {
        if (given instanceof Iterator<?> records) {
            return records;
        }
        return given instanceof BaseStream<?, ?> stream ? stream.iterator() : ((Iterable<?>) given).iterator();
    }

    private Object present(@Nullable Object value, String complaint) {
        if (value == null) {
            throw new IllegalStateException("source %s %s".formatted(name, complaint));
        }
        return value;
    }

    @Override
    public String describe() {
        return "method " + name;
    }

    private final class Reader implements SourceReader<Object> {
        private final Object given;
        private final Iterator<?> records;
        private long taken;

        Reader(Object given, Iterator<?> records, long taken) {
            this.given = given;
            this.records = records;
            this.taken = taken;
        }

        @Override
        public Status read(SourceOutput<Object> out, int maxRecords, long nowNanos) {
            for (int i = 0; i < maxRecords; i++) {
                if (!records.hasNext()) {
                    return Status.END;
                }
                out.emit(present(records.next(), "gave null; a record must not be null"));
                taken++;
            }
            return Status.MORE;
        }

        @Override
        public long position() {
            return taken;
        }

        @Override
        public void close() throws IOException {
            try {
                if (given instanceof AutoCloseable open) {
                    open.close();
                }
            } catch (RuntimeException | IOException thrown) {
                throw thrown;
            } catch (Exception thrown) {
                throw new IOException("source %s could not be closed".formatted(name), thrown);
            }
        }
    }
}

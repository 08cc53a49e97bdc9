package dev.levada.testkit.guest;

import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A source whose records come one after the other, so that there is time for something to go wrong between them. What
 * comes again after a failure is due already.
 */
final class PacedSource<T> implements Source<T> {
    private final Source<T> source;
    private final long intervalNanos;
    private final Map<String, Pace> paces = new LinkedHashMap<>();

    /** @param intervalNanos from one record of a split to the next; 0 for all at once */
    PacedSource(Source<T> source, long intervalNanos) {
        this.source = source;
        this.intervalNanos = intervalNanos;
    }

    /** The number of records before each position at which a split was left, and the most that were read. */
    private static final class Pace {
        final TreeMap<Long, Long> before = new TreeMap<>();
        long most;
    }

    /** How many records the longest split has given so far. */
    long longest() {
        return paces.values().stream().mapToLong(pace -> pace.most).max().orElse(0);
    }

    @Override
    public List<String> splits() throws IOException {
        return source.splits();
    }

    @Override
    public SourceReader<T> open(String split, long position) throws IOException {
        Pace pace = paces.computeIfAbsent(split, any -> new Pace());
        Map.Entry<Long, Long> known = pace.before.floorEntry(position);
        return new Reader(source.open(split, position), pace, known == null ? 0 : known.getValue());
    }

    @Override
    public boolean predetermined() {
        return source.predetermined();
    }

    @Override
    public String describe() {
        return source.describe();
    }

    private final class Reader implements SourceReader<T> {
        private final SourceReader<T> reader;
        private final Pace pace;
        private long count;
        private boolean early;

        Reader(SourceReader<T> reader, Pace pace, long count) {
            this.reader = reader;
            this.pace = pace;
            this.count = count;
        }

        @Override
        public Status read(SourceOutput<T> out, int maxRecords, long nowNanos) throws IOException {
            long due = intervalNanos == 0 ? maxRecords : nowNanos / intervalNanos + 1 - count;
            early = due <= 0;
            if (early) {
                return Status.IDLE;
            }
            Status status = reader.read(counted(out), (int) Math.min(maxRecords, due), nowNanos);
            pace.before.put(reader.position(), count);
            pace.most = Math.max(pace.most, count);
            return status;
        }

        private SourceOutput<T> counted(SourceOutput<T> out) {
            return new SourceOutput<>() {
                @Override
                public void emit(T value) {
                    count++;
                    out.emit(value);
                }

                @Override
                public void emit(T value, long dueNanos) {
                    count++;
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
            return early ? count * intervalNanos : reader.nextNanos();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}

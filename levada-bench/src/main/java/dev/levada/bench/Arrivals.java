package dev.levada.bench;

import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Records that are due at fixed times of the day, whoever reads them and when: who was away for a while finds those
 * that came meanwhile waiting, and is late until they are done.
 *
 * @param count how many there are
 * @param shares how many readers there can be, each with every so many-th record
 * @param perSecond how many are due in a second; infinite if all are due with the first
 * @param startNanos when the first one is due, on this process's monotonic clock
 */
record Arrivals<T>(long count, int shares, double perSecond, long startNanos, LongFunction<T> record)
        implements Source<T> {

    @Override
    public List<String> splits() {
        return IntStream.range(0, shares).mapToObj(Integer::toString).toList();
    }

    @Override
    public SourceReader<T> open(String split, long position) {
        return new Reader(Integer.parseInt(split), position);
    }

    @Override
    public boolean predetermined() {
        return true;
    }

    /** When a record is due, on this process's monotonic clock. */
    long dueNanos(long index) {
        return startNanos + (long) (index * 1e9 / perSecond);
    }

    private final class Reader implements SourceReader<T> {
        private final int share;
        private long made;

        Reader(int share, long position) {
            this.share = share;
            this.made = position;
        }

        @Override
        public Status read(SourceOutput<T> out, int maxRecords, long nowNanos) {
            for (int i = 0; i < maxRecords; i++) {
                long index = index();
                if (index >= count) {
                    return Status.END;
                }
                long dueNanos = nextNanos();
                if (dueNanos - nowNanos > 0) {
                    return Status.IDLE;
                }
                made++;
                out.emit(record.apply(index), dueNanos);
            }
            return Status.MORE;
        }

        private long index() {
            return share + made * shares;
        }

        @Override
        public long position() {
            return made;
        }

        @Override
        public long nextNanos() {
            return dueNanos(index());
        }
    }
}

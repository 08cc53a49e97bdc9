package dev.levada.testkit.sample;

import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import java.util.List;
import java.util.stream.IntStream;

/** Items that are due at fixed times, and can be read again. */
public final class SampleSource implements Source<Item> {
    private final int number;
    private final int splits;
    private final int perSplit;
    private final long firstNanos;
    private final long intervalNanos;
    private final Pause pause;

    /**
     * Of one split or all, before one of the records.
     *
     * @param split from 0; the number of splits for all of them
     */
    record Pause(int split, long before, long nanos) {
        static Pause none() {
            return new Pause(0, 0, 0);
        }
    }

    /** The first records are due at the beginning. */
    SampleSource(int number, int splits, int perSplit, long intervalNanos, Pause pause) {
        this(number, splits, perSplit, 1, intervalNanos, pause);
    }

    SampleSource(int number, int splits, int perSplit, long firstNanos, long intervalNanos, Pause pause) {
        this.pause = pause;
        this.firstNanos = firstNanos;
        this.number = number;
        this.splits = splits;
        this.perSplit = perSplit;
        this.intervalNanos = intervalNanos;
    }

    @Override
    public List<String> splits() {
        return IntStream.range(0, splits).mapToObj(Integer::toString).toList();
    }

    @Override
    public boolean predetermined() {
        return true;
    }

    int perSplit() {
        return perSplit;
    }

    /** The id of the record at a position of a split. */
    long idAt(String split, long position) {
        return Item.idOf(number, Integer.parseInt(split), position);
    }

    @Override
    public SourceReader<Item> open(String split, long position) {
        return new Reader(Integer.parseInt(split), position);
    }

    private final class Reader implements SourceReader<Item> {
        private final int split;
        private long next;

        Reader(int split, long next) {
            this.split = split;
            this.next = next;
        }

        @Override
        public Status read(SourceOutput<Item> out, int maxRecords, long nowNanos) {
            for (int i = 0; i < maxRecords && next < perSplit; i++) {
                if (nextNanos() > nowNanos) {
                    return Status.IDLE;
                }
                out.emit(Item.of(number, split, next++));
            }
            return next < perSplit ? Status.MORE : Status.END;
        }

        @Override
        public long position() {
            return next;
        }

        @Override
        public long nextNanos() {
            boolean pauses = (split == pause.split() || pause.split() == splits) && next >= pause.before();
            return firstNanos + next * intervalNanos + (pauses ? pause.nanos() : 0);
        }
    }
}

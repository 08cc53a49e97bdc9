package dev.levada.api;

import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A source of made-up records. Split {@code s} of {@code n} holds the indexes that leave {@code s} when divided by
 * {@code n}.
 */
public final class Generator<T> implements Source<T> {
    private final long count;
    private final RandomRecord<T> record;
    private final long seed;
    private final double perSecond;
    private final int splits;

    private Generator(Builder<T> builder) {
        this.count = builder.count;
        this.record = builder.record;
        this.seed = builder.seed;
        this.perSecond = builder.perSecond;
        this.splits = builder.splits;
    }

    /** Makes one record. */
    @FunctionalInterface
    public interface RandomRecord<T> {

        /**
         * @param index from 0
         * @param random seeded anew for this index; not to be kept
         */
        T make(long index, RandomGenerator random);
    }

    /** Settings of a generator. */
    public static final class Builder<T> {
        private final long count;
        private final RandomRecord<T> record;
        private long seed;
        private double perSecond;
        private int splits = 1;

        Builder(long count, RandomRecord<T> record) {
            if (count < 0) {
                throw new IllegalArgumentException("the number of records must be at least 0, was " + count);
            }
            this.count = count;
            this.record = record;
        }

        Builder<T> seed(long newSeed) {
            this.seed = newSeed;
            return this;
        }

        /**
         * At a steady rate of so many records a second over all splits, above 0; the default is as fast as possible.
         */
        public Builder<T> rate(double recordsPerSecond) {
            if (!(recordsPerSecond > 0) || recordsPerSecond > 1e9) {
                throw new IllegalArgumentException(
                        "the rate must be above 0 and at most 1e9 records a second, was " + recordsPerSecond);
            }
            this.perSecond = recordsPerSecond;
            return this;
        }

        /** One record for each interval. */
        public Builder<T> every(Duration interval) {
            return rate(1e9 / interval.toNanos());
        }

        /** Divided so that this many tasks can generate at once, from 1; the default is 1. */
        public Builder<T> splits(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("splits must be at least 1, was " + number);
            }
            this.splits = number;
            return this;
        }

        public Source<T> build() {
            return new Generator<>(this);
        }
    }

    @Override
    public List<String> splits() {
        return IntStream.range(0, splits).mapToObj(Integer::toString).toList();
    }

    @Override
    public SourceReader<T> open(String split, long position) {
        return new Reader(Integer.parseInt(split), position);
    }

    @Override
    public boolean predetermined() {
        return true;
    }

    @Override
    public String describe() {
        return "generator";
    }

    private final class Reader implements SourceReader<T> {
        private final SeededRandom random = new SeededRandom();
        private final long first;
        private long made;
        private long startNanos;
        private boolean started;

        Reader(int split, long position) {
            this.first = split;
            this.made = position;
        }

        @Override
        public Status read(SourceOutput<T> out, int maxRecords, long nowNanos) {
            if (!started) {
                // After a restart the record in hand is due now, not when the first attempt would have made it.
                startNanos = nowNanos - dueAfterNanos(made);
                started = true;
            }
            for (int i = 0; i < maxRecords; i++) {
                long index = index(made);
                if (index < 0 || index >= count) {
                    return Status.END;
                }
                long dueNanos = startNanos + dueAfterNanos(made);
                if (perSecond > 0 && dueNanos > nowNanos) {
                    return Status.IDLE;
                }
                random.seed(seed, index);
                T value = record.make(index, random);
                if (perSecond > 0) {
                    out.emit(value, dueNanos);
                } else {
                    out.emit(value);
                }
                made++;
            }
            return Status.MORE;
        }

        @Override
        public long position() {
            return made;
        }

        @Override
        public long nextNanos() {
            return startNanos + dueAfterNanos(made);
        }

        private long index(long number) {
            return first + number * splits;
        }

        private long dueAfterNanos(long number) {
            return perSecond > 0 ? (long) (index(number) * 1e9 / perSecond) : 0;
        }
    }
}

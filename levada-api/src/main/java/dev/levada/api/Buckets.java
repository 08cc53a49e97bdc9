package dev.levada.api;

import dev.levada.api.operator.Context;
import dev.levada.api.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * Records of the key in hand in buckets by time, so that those of a time are found, and dropped, without a look at all
 * others. In a bucket they are in the order in which they came.
 */
@SuppressWarnings("NullAway.Init") // open() comes first
final class Buckets<T> {
    private final String name;
    private MapState<Long, Long> sizes;
    private MapState<Place, Stamped<T>> records;

    Buckets(String name) {
        this.name = name;
    }

    /** @param number from 0 in each bucket */
    record Place(long bucket, long number) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byBucket = Long.compare(bucket, other.bucket);
            return byBucket != 0 ? byBucket : Long.compare(number, other.number);
        }
    }

    /** A record and when it happened. */
    record Stamped<T>(long millis, T value) {}

    void open(Context<?> context) {
        sizes = context.map(name + "-sizes");
        records = context.map(name);
    }

    /** Returns whether it is the first one there. */
    boolean add(long bucket, long millis, T value) {
        long size = size(bucket);
        records.put(new Place(bucket, size), new Stamped<>(millis, value));
        sizes.put(bucket, size + 1);
        return size == 0;
    }

    long size(long bucket) {
        Long size = sizes.get(bucket);
        return size == null ? 0 : size;
    }

    /** One of those there; null if it is gone, which none is by itself. */
    @Nullable
    Stamped<T> get(long bucket, long number) {
        return records.get(new Place(bucket, number));
    }

    void drop(long bucket) {
        long size = size(bucket);
        for (long number = 0; number < size; number++) {
            records.remove(new Place(bucket, number));
        }
        if (size > 0) {
            sizes.remove(bucket);
        }
    }
}

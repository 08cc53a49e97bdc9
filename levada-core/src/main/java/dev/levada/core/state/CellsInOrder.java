package dev.levada.core.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Cells by their hashes read backwards, bit by bit. A bucket is chosen by the lowest bits of the hash, so it holds one
 * stretch of this order, however many buckets there are: equal tables of different histories give the same order, and
 * no more than a bucket is sorted at a time.
 */
final class CellsInOrder implements Iterator<Cell> {
    private final @Nullable Cell[] buckets;
    private final int after;
    private final Comparator<Cell> order;
    private final int shift;
    private final List<Cell> bucket = new ArrayList<>();
    private int inBucket;
    private int bucketsTaken;

    /**
     * Cells of a frozen table.
     *
     * @param buckets a power of two of them, at least two
     * @param after cells of this version and older ones are left out
     */
    CellsInOrder(@Nullable Cell[] buckets, int after, Comparator<Cell> ties) {
        this.buckets = buckets;
        this.after = after;
        this.order = Comparator.<Cell>comparingInt(cell -> Integer.reverse(cell.hash) ^ Integer.MIN_VALUE)
                .thenComparing(ties);
        this.shift = Integer.SIZE - Integer.numberOfTrailingZeros(buckets.length);
    }

    @Override
    public boolean hasNext() {
        while (inBucket == bucket.size()) {
            if (bucketsTaken == buckets.length) {
                return false;
            }
            take(buckets[Integer.reverse(bucketsTaken++) >>> shift]);
        }
        return true;
    }

    @Override
    public Cell next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more cells");
        }
        return bucket.get(inBucket++);
    }

    private void take(@Nullable Cell first) {
        inBucket = 0;
        bucket.clear();
        for (Cell cell = first; cell != null; cell = cell.next) {
            if (cell.version > after) {
                bucket.add(cell);
            }
        }
        if (bucket.size() > 1) {
            bucket.sort(order);
        }
    }
}

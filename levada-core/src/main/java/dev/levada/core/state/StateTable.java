package dev.levada.core.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One named state: a hash table from keys to cells, with chains. The hash comes with the record, so no key is hashed
 * here. Confined to its task.
 */
final class StateTable {
    private @Nullable Cell[] buckets = new Cell[64];
    private int size;

    /** What one key holds: an object, or a number without its box. */
    static final class Cell {
        final Object key;
        final int hash;

        @Nullable
        Object value;

        long number;

        @Nullable
        Cell next;

        Cell(Object key, int hash, @Nullable Cell next) {
            this.key = key;
            this.hash = hash;
            this.next = next;
        }
    }

    @Nullable
    Cell find(Object key, int hash) {
        Cell cell = buckets[hash & (buckets.length - 1)];
        while (cell != null && (cell.hash != hash || !cell.key.equals(key))) {
            cell = cell.next;
        }
        return cell;
    }

    Cell findOrAdd(Object key, int hash) {
        Cell found = find(key, hash);
        return found != null ? found : add(key, hash);
    }

    void remove(Object key, int hash) {
        int bucket = hash & (buckets.length - 1);
        Cell before = null;
        for (Cell cell = buckets[bucket]; cell != null; cell = cell.next) {
            if (cell.hash == hash && cell.key.equals(key)) {
                if (before == null) {
                    buckets[bucket] = cell.next;
                } else {
                    before.next = cell.next;
                }
                size--;
                return;
            }
            before = cell;
        }
    }

    void addTo(List<Cell> cells) {
        for (Cell bucket : buckets) {
            for (Cell cell = bucket; cell != null; cell = cell.next) {
                cells.add(cell);
            }
        }
    }

    private Cell add(Object key, int hash) {
        if (size >= buckets.length / 2) { // chains cost more, in cache misses, than empty buckets
            grow();
        }
        int bucket = hash & (buckets.length - 1);
        Cell cell = new Cell(key, hash, buckets[bucket]);
        buckets[bucket] = cell;
        size++;
        return cell;
    }

    private void grow() {
        @Nullable Cell[] old = buckets;
        buckets = new Cell[old.length * 2];
        for (Cell bucket : old) {
            Cell cell = bucket;
            while (cell != null) {
                Cell next = cell.next;
                int target = cell.hash & (buckets.length - 1);
                cell.next = buckets[target];
                buckets[target] = cell;
                cell = next;
            }
        }
    }
}

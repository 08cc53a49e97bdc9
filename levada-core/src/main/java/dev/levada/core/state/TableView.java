package dev.levada.core.state;

import dev.levada.core.state.Changes.Removed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a view has of one table. None of it changes while the view is open. */
final class TableView {
    private final StateShape shape;
    private final CellKind kind;
    private final @Nullable Cell[] buckets;
    private final int size;
    private final int base;
    private final List<Changes.Version> since;

    /**
     * A frozen table.
     *
     * @param base the version after which changes belong to the view, or -1 for all there is
     * @param since the versions after the base
     */
    TableView(
            StateShape shape,
            CellKind kind,
            @Nullable Cell[] buckets,
            int size,
            int base,
            List<Changes.Version> since) {
        this.shape = shape;
        this.kind = kind;
        this.buckets = buckets;
        this.size = size;
        this.base = base;
        this.since = since;
    }

    StateShape shape() {
        return shape;
    }

    CellKind kind() {
        return kind;
    }

    /** How many entries the table had. */
    int size() {
        return size;
    }

    /** About how many entries the view has of this table: a key written at several versions may count for each. */
    long entries() {
        if (base < 0) {
            return size;
        }
        long written = since.stream().mapToLong(version -> version.written).sum();
        long removed =
                since.stream().mapToLong(version -> version.removed.size()).sum();
        return Math.min(size, written) + removed;
    }

    /**
     * The cells to be written, in an order that depends on nothing but their keys.
     *
     * @param ties decides between keys of one hash
     */
    Iterator<Cell> cells(Comparator<Cell> ties) {
        return new CellsInOrder(buckets, base, ties);
    }

    /** Likewise all that the table had, be they in the view or in its base. */
    Iterator<Cell> all(Comparator<Cell> ties) {
        return new CellsInOrder(buckets, -1, ties);
    }

    /** The keys that the base may hold and this view does not, each one once. */
    List<Removed> removed() {
        List<Removed> removed = new ArrayList<>();
        if (base < 0) {
            return removed;
        }
        for (int i = 0; i < since.size(); i++) {
            List<Changes.Version> later = since.subList(i + 1, since.size());
            for (Removed key : since.get(i).removed) {
                if (!holds(key) && later.stream().noneMatch(version -> version.removed.contains(key))) {
                    removed.add(key);
                }
            }
        }
        return removed;
    }

    private boolean holds(Removed key) {
        Cell cell = buckets[key.hash() & (buckets.length - 1)];
        while (cell != null && !cell.holds(key.key(), key.hash())) {
            cell = cell.next;
        }
        return cell != null;
    }
}

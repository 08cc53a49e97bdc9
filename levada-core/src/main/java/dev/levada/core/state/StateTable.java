package dev.levada.core.state;

import dev.levada.core.element.Batch;
import dev.levada.core.state.Changes.Removed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One named state: a hash table from keys to cells, with chains. The hash comes with the record, so no key is hashed
 * here. Confined to its task.
 *
 * <p>A view takes the buckets as they are, and the table goes on with a copy of them. A cell that an open view has seen
 * is never changed: it is replaced by a copy when it is next written, and so are those that lead to it in its chain.
 */
final class StateTable {
    private final String name;
    private final CellKind kind;
    private final OpenViews views;
    private final Changes changes;
    private @Nullable Cell[] buckets = new Cell[64];
    private int size;
    /** Read by nobody; without it the compiler would leave out what it comes of. */
    int touched;

    private int version;

    /** @param version how many views of the operator's state were frozen before */
    StateTable(String name, CellKind kind, int version, OpenViews views) {
        this.name = name;
        this.kind = kind;
        this.version = version;
        this.views = views;
        this.changes = new Changes(version);
    }

    CellKind kind() {
        return kind;
    }

    StateShape shape() {
        return new StateShape(name, kind.label());
    }

    int size() {
        return size;
    }

    @Nullable
    Cell find(Object key, int hash) {
        Cell cell = buckets[hash & (buckets.length - 1)];
        while (cell != null && !cell.holds(key, hash)) {
            cell = cell.next;
        }
        return cell;
    }

    /**
     * Touches what {@link #find} will look at: the cache misses of all these look-ups overlap, while those of one
     * look-up and the next, with the work of the operator between them, would not.
     */
    void expect(Batch batch, int from, int to) {
        int sum = 0;
        int mask = buckets.length - 1;
        for (int i = from; i < to; i++) {
            Cell cell = buckets[batch.hash(i) & mask];
            if (cell != null) {
                sum += cell.key instanceof String text ? text.length() : cell.hash; // a text's length is with its bytes
            }
        }
        touched = sum;
    }

    /** The key's cell to be written at once: no view sees it before the next one is frozen. */
    Cell findOrAdd(Object key, int hash) {
        Cell found = find(key, hash);
        if (found == null) {
            return add(key, hash);
        }
        return found.version == version ? found : toWrite(found);
    }

    void remove(Object key, int hash) {
        Cell cell = find(key, hash);
        if (cell != null) {
            replace(cell, cell.next);
            changes.removed(new Removed(cell.key, hash), size);
            size--;
        }
    }

    void addTo(List<Cell> cells) {
        for (Cell bucket : buckets) {
            for (Cell cell = bucket; cell != null; cell = cell.next) {
                cells.add(cell);
            }
        }
    }

    /** Whether all changes since this version are known, so that an increment can be relative to it. */
    boolean reachesBackTo(int base) {
        return changes.reachBackTo(base);
    }

    /** @param base the version of the view to which the new one is relative, or -1 */
    TableView freeze(int base) {
        TableView view = new TableView(shape(), kind, buckets, size, base, changes.freeze(base));
        buckets = buckets.clone();
        version++;
        return view;
    }

    /** What is there was published. */
    void goOn() {
        List<Changes.Version> unused = changes.freeze(version);
        changes.published(version);
        version++;
    }

    void published(int publishedVersion) {
        changes.published(publishedVersion);
    }

    private Cell toWrite(Cell cell) {
        Cell own = cell;
        if (cell.version <= views.newest()) {
            own = cell.copy();
            own.value = kind.toWrite(cell.value);
            own.next = cell.next;
            replace(cell, own);
        }
        own.version = version;
        changes.written();
        return own;
    }

    /** Puts another cell, or what follows it, in a cell's place. */
    private void replace(Cell cell, @Nullable Cell other) {
        int newest = views.newest();
        int bucket = cell.hash & (buckets.length - 1);
        Cell before = null;
        for (Cell each = buckets[bucket]; each != null && each != cell; each = each.next) {
            Cell own = each.version > newest ? each : each.copy();
            link(bucket, before, own);
            before = own;
        }
        link(bucket, before, other);
    }

    private void link(int bucket, @Nullable Cell before, @Nullable Cell cell) {
        if (before == null) {
            buckets[bucket] = cell;
        } else {
            before.next = cell;
        }
    }

    private Cell add(Object key, int hash) {
        if (size >= buckets.length / 2) { // chains cost more, in cache misses, than empty buckets
            grow();
        }
        int bucket = hash & (buckets.length - 1);
        Cell cell = new Cell(key, hash, version, buckets[bucket]);
        buckets[bucket] = cell;
        size++;
        changes.written();
        return cell;
    }

    private void grow() {
        int newest = views.newest();
        @Nullable Cell[] old = buckets;
        buckets = new Cell[old.length * 2];
        for (Cell bucket : old) {
            Cell cell = bucket;
            while (cell != null) {
                Cell next = cell.next;
                Cell own = cell.version > newest ? cell : cell.copy();
                int target = own.hash & (buckets.length - 1);
                own.next = buckets[target];
                buckets[target] = own;
                cell = next;
            }
        }
    }
}

package dev.levada.core.state;

import dev.levada.core.codec.Codecs;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The state of one operator in one task as it was when it was frozen, or what had changed by then since the last
 * published view. It may be handed to another thread, which writes it out while the task goes on.
 */
public final class StateView {
    private final Object owner;
    private final String operator;
    private final Codecs codecs;
    private final int version;
    private final boolean full;
    private final List<StateShape> shapes;
    private final long entries;
    private final long size;
    private final AtomicInteger reading = new AtomicInteger();
    /** Null once released. */
    private volatile @Nullable List<TableView> tables;

    StateView(Object owner, String operator, Codecs codecs, int version, boolean full, List<TableView> tables) {
        this.owner = owner;
        this.operator = operator;
        this.codecs = codecs;
        this.version = version;
        this.full = full;
        this.shapes = tables.stream().map(TableView::shape).toList();
        this.entries = tables.stream().mapToLong(TableView::entries).sum();
        this.size = tables.stream().mapToLong(TableView::size).sum();
        this.tables = tables;
    }

    /** Whether this is all state; otherwise changes since the last view that was published when this one was frozen. */
    public boolean full() {
        return full;
    }

    /**
     * The view as bytes, written as they are asked for. Blocks are about 64 KiB; one big entry makes a bigger one. Full
     * views of equal state have equal blocks. May be called again, by any thread; each iterator is confined to one.
     *
     * <p>The iterator throws {@link IllegalStateException} for a key or value that cannot be written, and once the view
     * is released.
     *
     * @throws IllegalStateException if the view is released
     */
    public Iterator<byte[]> blocks() {
        return new BlockWriter(this, operator, codecs, open());
    }

    /**
     * Says that nobody needs the blocks any more, so that the task may stop copying. By any thread, any number of
     * times.
     */
    public void release() {
        tables = null;
    }

    /** Names and kinds of all states, by name. */
    public List<StateShape> shapes() {
        return shapes;
    }

    /** How many entries the blocks hold: exactly for a full view, about for another. */
    public long entries() {
        return entries;
    }

    /** How many entries the whole state had, whatever of it is in the blocks. */
    public long size() {
        return size;
    }

    /**
     * Of all state that there was, be this view of all of it or of changes only. Takes as long as to write all of it
     * out, if it is hashed. May be called by any thread.
     *
     * @param hashed false to have the entries counted only
     * @throws IllegalStateException as for {@link #blocks}
     */
    public StateDigest digest(boolean hashed) {
        if (!hashed) {
            return new StateDigest(size, 0);
        }
        startReading();
        try {
            DigestWriter digest = new DigestWriter(operator, codecs);
            open().forEach(digest::add);
            return new StateDigest(size, digest.hash());
        } finally {
            stopReading();
        }
    }

    /** How many views of the same state were frozen before this one. */
    int version() {
        return version;
    }

    boolean isOf(Object state) {
        return owner == state;
    }

    /** Whether nobody reads what the view has seen, nor will. */
    boolean isReleased() {
        return tables == null && reading.get() == 0;
    }

    /** Until {@link #stopReading} the task changes nothing that the view has seen, even if it is released meanwhile. */
    void startReading() {
        reading.incrementAndGet(); // before the look at tables: the task looks at them in the opposite order
        if (tables == null) {
            stopReading();
            throw released();
        }
    }

    void stopReading() {
        reading.decrementAndGet();
    }

    /** @throws IllegalStateException if the view is released */
    List<TableView> open() {
        List<TableView> open = tables;
        if (open == null) {
            throw released();
        }
        return open;
    }

    private IllegalStateException released() {
        return new IllegalStateException(
                "the view of the state of operator '%s' is released: its blocks can be read before only"
                        .formatted(operator));
    }
}

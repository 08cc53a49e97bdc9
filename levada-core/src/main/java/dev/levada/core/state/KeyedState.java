package dev.levada.core.state;

import dev.levada.api.codec.CorruptBytesException;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import dev.levada.api.state.ReducingState;
import dev.levada.api.state.ValueState;
import dev.levada.core.codec.CanonicalOrder;
import dev.levada.core.codec.Codecs;
import dev.levada.core.codec.StableHash;
import dev.levada.core.element.Batch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** All state of one operator in one task, and the key in hand. Confined to the task. */
public final class KeyedState {
    /** The name of the state of an operator that makes calls, which has those in flight. */
    public static final String CALLS = "calls-in-flight";

    private static final Codecs STANDARD = new Codecs(KeyedState.class.getClassLoader());
    private static final int NONE = -1;

    private final String operator;
    private final Codecs codecs;
    private final Map<String, StateTable> tables = new TreeMap<>();
    /** All of them that are kept by key. */
    private StateTable[] expecting = {};

    private final Set<String> declared = new LinkedHashSet<>();
    private final OpenViews views = new OpenViews();
    private final Increments increments = new Increments();
    private @Nullable Object key;
    private int hash;
    /** How many views were frozen. */
    private int version;
    /** The version of the last published view. */
    private int published = NONE;

    private boolean loadedFull;
    /** Whether what is loaded comes after all of another task's. */
    private boolean loadsMore;

    /** State of the engine's own classes and of those that its class loader sees. */
    public KeyedState(String operator) {
        this(operator, STANDARD);
    }

    /** @param codecs write keys and values into snapshots, and read them back */
    public KeyedState(String operator, Codecs codecs) {
        this.operator = operator;
        this.codecs = codecs;
    }

    /**
     * Takes a key in hand, or none if it is null.
     *
     * @param stableHash its {@link StableHash}
     */
    public void select(@Nullable Object newKey, int stableHash) {
        key = newKey;
        hash = stableHash;
    }

    /** The keys of these values of a batch, which has their hashes, are likely to be taken in hand next. */
    public void expect(Batch batch, int from, int to) {
        for (StateTable table : expecting) {
            table.expect(batch, from, to);
        }
    }

    /** Takes no key in hand. */
    public void deselect() {
        key = null;
    }

    /**
     * The key in hand.
     *
     * @throws IllegalStateException if there is none
     */
    public Object key() {
        if (key == null) {
            throw new IllegalStateException(
                    "operator '%s' has no key in hand: use state and key() in process(...) only,".formatted(operator)
                            + " on a stream made by keyBy(...)");
        }
        return key;
    }

    /** Takes each key in hand that any state holds, in canonical order, and runs the action. */
    public void forEachKey(Runnable action) {
        Object before = key;
        int hashBefore = hash;
        key = null;
        try {
            for (Cell cell : cellsInOrder()) {
                if (cell.hash != hash || !cell.key.equals(key)) { // held by several states: once is enough
                    select(cell.key, cell.hash);
                    action.run();
                }
            }
        } finally {
            key = before;
            hash = hashBefore;
        }
    }

    private List<Cell> cellsInOrder() {
        List<Cell> cells = new ArrayList<>();
        for (StateTable table : expecting) {
            table.addTo(cells);
        }
        cells.sort(Comparator.comparing(cell -> cell.key, CanonicalOrder.INSTANCE));
        return cells;
    }

    public <V> ValueState<V> value(String name, V initial) {
        return new HeapValue<>(declare(name, CellKind.VALUE), initial);
    }

    public CounterState counter(String name) {
        return new HeapCounter(declare(name, CellKind.COUNTER));
    }

    public <V> ListState<V> list(String name) {
        return new HeapList<>(declare(name, CellKind.LIST));
    }

    public <K, V> MapState<K, V> map(String name) {
        return new HeapMap<>(declare(name, CellKind.MAP));
    }

    public <V> ReducingState<V> reducing(String name, BinaryOperator<V> reducer) {
        return new HeapReducing<>(declare(name, CellKind.REDUCING), reducer);
    }

    /** A map that is not kept by key, asked for once, as any state. */
    public <K, V> MapState<K, V> broadcastMap(String name) {
        return new BroadcastMap<>(declare(name, CellKind.BROADCAST).table);
    }

    /** The timers of the operator by event time, as a state: asked for once, as any. */
    public KeyedTimers timers() {
        return timers(KeyedTimers.STATE);
    }

    /** Those by processing time, likewise; at any time, if there are {@link #hasClockTimers none yet}. */
    public KeyedTimers clockTimers() {
        return timers(KeyedTimers.CLOCK_STATE);
    }

    /** Whether there may be timers by processing time in what was loaded. */
    public boolean hasClockTimers() {
        return tables.containsKey(KeyedTimers.CLOCK_STATE);
    }

    private KeyedTimers timers(String name) {
        Slot slot = declare(name, CellKind.MAP);
        return new KeyedTimers(this, slot, slot.table);
    }

    int hash() {
        return hash;
    }

    private Slot declare(String name, CellKind kind) {
        if (declared.contains(name)) {
            throw new IllegalStateException("operator '%s' has a state '%s' already; get each state once, in open(...)"
                    .formatted(operator, name));
        }
        Slot slot = new Slot(table(name, kind));
        declared.add(name);
        return slot;
    }

    /** @throws IllegalStateException if there is one of this name and another kind */
    StateTable table(String name, CellKind kind) {
        StateTable table = tables.computeIfAbsent(name, any -> new StateTable(name, kind, version, views));
        expecting = tables.values().stream()
                .filter(each -> each.kind() != CellKind.BROADCAST)
                .toArray(StateTable[]::new);
        if (table.kind() != kind) {
            throw new IllegalStateException(
                    "operator '%s': state '%s' is a %s in the snapshot, and a %s is asked for; give the new state a name of its own"
                            .formatted(operator, name, table.kind().label(), kind.label()));
        }
        return table;
    }

    /**
     * Freezes what is there now; what the task does afterwards does not show in the view. On the task's thread; the
     * time it takes grows with the number of buckets, not with the bytes of the state. Until the view is released, each
     * cell is copied when it is next written.
     *
     * @param full false to have only what has changed since the last published view; the view is a full one all the
     *     same if nothing was published yet, or if more keys were removed since then than are kept in mind
     * @throws IllegalStateException if 64 views are open already
     */
    public StateView freeze(boolean full) {
        StateView view = view(full);
        increments.take(view.full(), view.entries());
        return view;
    }

    /**
     * Likewise what has changed, for a view that will never be published: no increment will be relative to it, so it
     * does not count among those that pile up.
     */
    public StateView freezeAside() {
        return view(false);
    }

    private StateView view(boolean full) {
        if (version == Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "operator '%s': one attempt can take %d snapshots, and has; another attempt begins to count again"
                            .formatted(operator, version));
        }
        views.makeRoom();
        int base = full ? NONE : base();
        List<TableView> frozen =
                tables.values().stream().map(table -> table.freeze(base)).toList();
        StateView view = new StateView(this, operator, codecs, version, base == NONE, frozen);
        views.add(view);
        version++;
        return view;
    }

    /** Whether so much has piled up on the last full view that the next one should be full, too. */
    public boolean isFullDue() {
        return increments.isWholeDue();
    }

    private int base() {
        return tables.values().stream().allMatch(table -> table.reachesBackTo(published)) ? published : NONE;
    }

    /**
     * The snapshot of this view is published: later increments may be relative to it. On the task's thread. Changes in
     * views that are never published are also in the next view that is.
     */
    public void published(StateView view) {
        if (!view.isOf(this)) {
            throw new IllegalArgumentException("the view is not one of this state of operator '" + operator + "'");
        }
        published = Math.max(published, view.version());
        tables.values().forEach(table -> table.published(published));
    }

    /** No increment is relative to anything before: until the next view is published all of them are full. */
    public void standAlone() {
        published = NONE;
    }

    /**
     * Takes over the entries of a snapshot, before any state is asked for: first those of a full view, then those of
     * increments in the order in which they were published. Several full views, each with its increments, add up; no
     * two may hold the same key, but for what is not kept by key: that is taken from the first. If it fails, this
     * instance is of no use any more.
     *
     * @param blocks of one view, all of them
     * @param owned which keys are taken, by their {@link StableHash}
     * @throws CorruptBytesException if the blocks are not those of a view, or hold values of classes that have changed
     * @throws IllegalStateException if they are of another operator or another format, or do not go with what was
     *     loaded before
     */
    public void load(Iterator<byte[]> blocks, IntPredicate owned) {
        if (!declared.isEmpty() || version > 0) {
            throw new IllegalStateException(
                    "operator '%s': a snapshot is loaded before open(...) and before the first snapshot is taken"
                            .formatted(operator));
        }
        new BlockReader(this, codecs, owned).read(blocks);
    }

    /**
     * All was loaded, and it is what was published last: increments may be relative to it. Before any state is asked
     * for.
     */
    public void goOn() {
        if (!declared.isEmpty() || version > 0) {
            throw new IllegalStateException(
                    "operator '%s': a snapshot is gone on from before open(...) and before the first snapshot is taken"
                            .formatted(operator));
        }
        published = version++;
        tables.values().forEach(StateTable::goOn);
    }

    /** Whose state it is. */
    public String operator() {
        return operator;
    }

    /** Of the same operator, with nothing in it. */
    public KeyedState empty() {
        return new KeyedState(operator, codecs);
    }

    /** The head of a snapshot was read. */
    void loads(String ofOperator, boolean full) {
        if (!ofOperator.equals(operator)) {
            throw new IllegalStateException(
                    "operator '%s': the snapshot is of operator '%s'; give the operator the name it had then"
                            .formatted(operator, ofOperator));
        }
        if (!full && !loadedFull) {
            throw new IllegalStateException(
                    "operator '%s': an increment is loaded before a full snapshot; load the one it is relative to first"
                            .formatted(operator));
        }
        loadsMore |= full && loadedFull;
        loadedFull |= full;
    }

    /** Whether what is read of a table is to be taken, given whether its key is owned. */
    boolean takes(StateTable table, boolean owned) {
        return table.kind() == CellKind.BROADCAST ? !loadsMore : owned;
    }

    /** The end of a snapshot was read. */
    void loaded(boolean full, long entries) {
        increments.load(full, entries);
    }

    /** Names and kinds of what was loaded or declared, by name. */
    public List<StateShape> shapes() {
        return tables.values().stream().map(StateTable::shape).toList();
    }

    /** Names and kinds of what was declared, by name. */
    public List<StateShape> declared() {
        return tables.values().stream()
                .map(StateTable::shape)
                .filter(shape -> declared.contains(shape.name()))
                .toList();
    }

    /**
     * To be called after open().
     *
     * @throws IllegalStateException if the snapshot holds a state that the operator did not declare
     */
    public void checkAllClaimed() {
        for (String name : tables.keySet()) {
            if (!declared.contains(name)) {
                throw new IllegalStateException(
                        ("operator '%s' was restored with a state '%s', which it did not get in open(...); get it there"
                                        + " under this name, or start without the snapshot")
                                .formatted(operator, name));
            }
        }
    }

    /** One state seen at the key in hand. */
    final class Slot {
        private final StateTable table;

        private Slot(StateTable table) {
            this.table = table;
        }

        @Nullable
        Cell find() {
            return table.find(key(), hash);
        }

        Cell findOrAdd() {
            Cell cell = table.findOrAdd(key(), hash);
            // The key that the table holds is equal and older: passed on in place of the one in hand, it lets the
            // latter die young, and whoever looks it up finds the very same object.
            key = cell.key;
            return cell;
        }

        void remove() {
            table.remove(key(), hash);
        }
    }
}

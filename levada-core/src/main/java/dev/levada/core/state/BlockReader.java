package dev.levada.core.state;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.codec.Codecs;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Reads the blocks of one view into the tables of a state. */
final class BlockReader {
    private final KeyedState target;
    private final IntPredicate owned;
    private final EntryReader entries;
    private final List<StateTable> tables = new ArrayList<>();
    private @Nullable StateTable table;
    private int number;
    private long taken;
    private boolean full;
    private boolean ended;

    BlockReader(KeyedState target, Codecs codecs, IntPredicate owned) {
        this.target = target;
        this.owned = owned;
        this.entries = new EntryReader(codecs);
    }

    /**
     * Reads all blocks.
     *
     * @throws CorruptBytesException if they are not those that a view gave
     * @throws IllegalStateException if they are of another operator, or do not go with what was loaded before
     */
    void read(Iterator<byte[]> blocks) {
        while (blocks.hasNext()) {
            byte[] block = blocks.next();
            try {
                readBlock(block);
            } catch (IllegalStateException e) {
                throw e;
            } catch (RuntimeException e) { // values of the user's classes are read, compared and hashed here
                throw corrupt(e.getMessage(), e);
            }
            number++;
        }
        if (!ended) {
            throw corrupt("it is missing: the snapshot has no end", null);
        }
        target.loaded(full, taken);
    }

    private CorruptBytesException corrupt(@Nullable String why, @Nullable Throwable cause) {
        CorruptBytesException corrupt = new CorruptBytesException(
                "block %d of a snapshot of operator '%s': %s".formatted(number, target.operator(), why));
        corrupt.initCause(cause);
        return corrupt;
    }

    private void readBlock(byte[] block) {
        if (ended) {
            throw new CorruptBytesException("it comes after the end");
        }
        ByteInput in = BlockFormat.open(block, number);
        entries.restart();
        if (number == 0) {
            readHead(in);
        }
        while (in.remaining() > 0) {
            readItem(in);
        }
    }

    private void readHead(ByteInput in) {
        int version = in.readByte();
        if (version != BlockFormat.VERSION) {
            throw new IllegalStateException(
                    "operator '%s': the snapshot has format %d, this version of the engine reads format %d"
                            .formatted(target.operator(), version, BlockFormat.VERSION));
        }
        String operator = in.readString();
        full = readFull(in);
        target.loads(operator, full);
        int count = in.readLength();
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            readShape(in, names);
        }
    }

    private static boolean readFull(ByteInput in) {
        int full = in.readByte();
        if (full != 0 && full != 1) {
            throw new CorruptBytesException("a view is full (1) or an increment (0), not " + full);
        }
        return full == 1;
    }

    private void readShape(ByteInput in, Set<String> names) {
        String name = in.readString();
        String label = in.readString();
        CellKind kind = CellKind.labelled(label);
        if (kind == null) {
            throw new CorruptBytesException("state '%s' is of unknown kind '%s'".formatted(name, label));
        }
        if (!names.add(name)) {
            throw new CorruptBytesException("state '%s' comes twice".formatted(name));
        }
        tables.add(target.table(name, kind));
    }

    private void readItem(ByteInput in) {
        if (ended) {
            throw new CorruptBytesException("%d bytes follow the end".formatted(in.remaining() + 1));
        }
        int tag = in.readByte();
        switch (tag) {
            case BlockFormat.END -> ended = true;
            case BlockFormat.TABLE -> startTable(in.readLength());
            case BlockFormat.ENTRY -> load(entries.read(table().kind(), in));
            case BlockFormat.REMOVED -> remove(entries.readKey(in));
            default -> throw new CorruptBytesException("there is no item with tag " + tag);
        }
    }

    private void startTable(int place) {
        if (place >= tables.size()) {
            throw new CorruptBytesException("state %d of %d is said to come".formatted(place, tables.size()));
        }
        table = tables.get(place);
        entries.restart();
    }

    private StateTable table() {
        if (table == null) {
            throw new CorruptBytesException("an entry comes before any state");
        }
        return table;
    }

    private void load(Cell read) {
        if (!target.takes(table(), owned.test(read.hash))) {
            return;
        }
        if (full && table().find(read.key, read.hash) != null) {
            throw new CorruptBytesException(
                    "state '%s' has key %s twice".formatted(table().shape().name(), read.key));
        }
        Cell cell = table().findOrAdd(read.key, read.hash);
        cell.number = read.number;
        cell.value = read.value;
        taken++;
    }

    private void remove(Cell read) {
        if (full) {
            throw new CorruptBytesException("a full view says that key %s was removed".formatted(read.key));
        }
        if (!target.takes(table(), true)) {
            return;
        }
        table().remove(read.key, read.hash);
        taken++;
    }
}

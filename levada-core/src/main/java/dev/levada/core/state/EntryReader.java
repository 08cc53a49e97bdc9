package dev.levada.core.state;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.codec.Codecs;
import dev.levada.core.codec.StableHash;
import dev.levada.core.codec.Succession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads keys and what they hold, the counterpart of {@link EntryWriter}. */
final class EntryReader {
    private static final int VERSION = 0;

    private final Succession keys;
    private final Succession mapKeys;
    private final Succession values;

    EntryReader(Codecs codecs) {
        this.keys = codecs.succession();
        this.mapKeys = codecs.succession();
        this.values = codecs.succession();
    }

    void restart() {
        keys.restart();
        mapKeys.restart();
        values.restart();
    }

    /** A cell without content. */
    Cell readKey(ByteInput in) {
        int hash = in.readInt();
        Object key = keys.read(in);
        if (StableHash.of(key) != hash) {
            throw new CorruptBytesException(
                    "key %s is said to have hash %x, but has %x".formatted(key, hash, StableHash.of(key)));
        }
        return new Cell(key, hash, VERSION, null);
    }

    Cell read(CellKind kind, ByteInput in) {
        Cell cell = readKey(in);
        switch (kind) {
            case COUNTER -> cell.number = in.readVarLong();
            case VALUE, REDUCING, BROADCAST -> cell.value = values.read(in);
            case LIST -> cell.value = readList(in);
            case MAP -> cell.value = readMap(in);
        }
        return cell;
    }

    private List<Object> readList(ByteInput in) {
        int count = readCount(in);
        List<Object> list = count == 0 ? new ArrayList<>() : NumberList.of(values.read(in));
        for (int i = 1; i < count; i++) {
            Object value = values.read(in);
            list = NumberList.withRoomFor(value, list);
            list.add(value);
        }
        return list;
    }

    private Map<Object, Object> readMap(ByteInput in) {
        int count = readCount(in);
        Map<Object, Object> map = new HashMap<>();
        for (int i = 0; i < count; i++) {
            Object key = mapKeys.read(in);
            if (map.put(key, values.read(in)) != null) {
                throw new CorruptBytesException("a map holds key %s twice".formatted(key));
            }
        }
        return map;
    }

    /** Each element takes at least a byte. */
    private static int readCount(ByteInput in) {
        int count = in.readLength();
        if (count > in.remaining()) {
            throw new CorruptBytesException(
                    "%d elements are said to come, %d bytes are left".formatted(count, in.remaining()));
        }
        return count;
    }
}

package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map: the count, then the entries in the order of their keys' bytes. Reads back as an unmodifiable map in that
 * order.
 *
 * @param where the map's place, for messages
 */
record MapShape(Shape key, Shape value, String where) implements Shape {

    @Override
    public void write(Object written, ByteOutput out, int depth) {
        Map<?, ?> map = (Map<?, ?>) written;
        int inner = Nesting.writing(depth, 1);
        SortedBytes entries = new SortedBytes(map.size(), where);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            key.write(Absence.refused(entry.getKey(), where, "{key}"), entries.out(), inner);
            entries.endKey();
            value.write(Absence.refused(entry.getValue(), where, "{value}"), entries.out(), inner);
            entries.endEntry();
        }
        entries.writeTo(out);
    }

    @Override
    public Object read(ByteInput in, int depth) {
        int inner = Nesting.reading(depth, 1);
        int count = Counts.read(in);
        Map<Object, Object> map = new LinkedHashMap<>(Counts.room(count) * 2);
        for (int i = 0; i < count; i++) {
            Object each = key.read(in, inner);
            if (map.put(each, value.read(in, inner)) != null) {
                throw new CorruptBytesException("key " + i + " of a map is in it already");
            }
        }
        return Collections.unmodifiableMap(map);
    }
}

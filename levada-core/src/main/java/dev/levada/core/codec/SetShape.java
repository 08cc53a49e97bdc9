package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set: the count, then the elements in the order of their bytes. Reads back as an unmodifiable set in that order.
 *
 * @param where the set's place, for messages
 */
record SetShape(Shape element, String where) implements Shape {

    @Override
    public void write(Object value, ByteOutput out, int depth) {
        Set<?> set = (Set<?>) value;
        int inner = Nesting.writing(depth, 1);
        SortedBytes entries = new SortedBytes(set.size(), where);
        for (@Nullable Object each : set) {
            element.write(Absence.refused(each, where, "[]"), entries.out(), inner);
            entries.endKey();
            entries.endEntry();
        }
        entries.writeTo(out);
    }

    @Override
    public Object read(ByteInput in, int depth) {
        int inner = Nesting.reading(depth, 1);
        int count = Counts.read(in);
        Set<Object> set = new LinkedHashSet<>(Counts.room(count) * 2);
        for (int i = 0; i < count; i++) {
            Object each = element.read(in, inner);
            if (!set.add(each)) {
                throw new CorruptBytesException("element " + i + " of a set is in it already");
            }
        }
        return Collections.unmodifiableSet(set);
    }
}

package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list: the count, then the elements in their order. Reads back as an unmodifiable list.
 *
 * @param where the list's place, for messages
 */
record ListShape(Shape element, String where) implements Shape {

    @Override
    public void write(Object value, ByteOutput out, int depth) {
        List<?> list = (List<?>) value;
        int inner = Nesting.writing(depth, 1);
        out.writeLength(list.size());
        for (@Nullable Object each : list) {
            element.write(Absence.refused(each, where, "[]"), out, inner);
        }
    }

    @Override
    public Object read(ByteInput in, int depth) {
        int inner = Nesting.reading(depth, 1);
        int count = Counts.read(in);
        List<Object> list = new ArrayList<>(Counts.room(count));
        for (int i = 0; i < count; i++) {
            list.add(element.read(in, inner));
        }
        return List.copyOf(list);
    }
}

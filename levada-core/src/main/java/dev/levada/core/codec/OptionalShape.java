package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import java.util.Optional;

/** An optional: whether there is a value, then the value. */
record OptionalShape(Shape element) implements Shape {

    @Override
    public void write(Object value, ByteOutput out, int depth) {
        Optional<?> optional = (Optional<?>) value;
        int inner = Nesting.writing(depth, 1);
        Primitives.write(optional.isPresent(), out);
        if (optional.isPresent()) {
            element.write(optional.get(), out, inner);
        }
    }

    @Override
    public Object read(ByteInput in, int depth) {
        int inner = Nesting.reading(depth, 1);
        return Primitives.booleanFrom(in) ? Optional.of(element.read(in, inner)) : Optional.empty();
    }
}

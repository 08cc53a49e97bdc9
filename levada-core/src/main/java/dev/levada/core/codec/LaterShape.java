package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import org.jspecify.annotations.Nullable;

/** A type met inside itself: its shape is known when its derivation has ended. */
final class LaterShape implements Shape {
    private @Nullable Shape shape;

    void become(Shape derived) {
        shape = derived;
    }

    /** The shape itself if it is known already, or else this. */
    Shape nearest() {
        return shape == null ? this : shape;
    }

    @Override
    public void write(Object value, ByteOutput out, int depth) {
        known().write(value, out, depth);
    }

    @Override
    public Object read(ByteInput in, int depth) {
        return known().read(in, depth);
    }

    private Shape known() {
        if (shape == null) {
            throw new IllegalStateException("a codec was used before its derivation had ended");
        }
        return shape;
    }
}

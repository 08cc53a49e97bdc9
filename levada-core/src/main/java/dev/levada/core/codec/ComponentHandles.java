package dev.levada.core.codec;

import static java.lang.invoke.MethodType.methodType;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Method handles that write and read one component of a record, primitives without boxes. */
final class ComponentHandles {
    private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

    /** Writes a record without components, since a value takes at least one byte. */
    static final MethodHandle NOTHING_WRITER =
            own("writeNothing", methodType(void.class, Object.class, ByteOutput.class, int.class));

    static final MethodHandle NOTHING_READER = own("readNothing", methodType(void.class, ByteInput.class, int.class));

    private static final MethodHandle WRITER =
            own("write", methodType(void.class, Shape.class, String.class, Object.class, ByteOutput.class, int.class));
    private static final MethodHandle READER =
            own("read", methodType(Object.class, Shape.class, ByteInput.class, int.class));

    private ComponentHandles() {}

    /** {@code (C, ByteOutput, int)void} for a component of type C. */
    static MethodHandle writer(RecordComponent component, Shape shape) {
        Class<?> type = component.getType();
        if (type.isPrimitive()) {
            MethodHandle write = found(Primitives.class, "write", methodType(void.class, type, ByteOutput.class));
            return MethodHandles.dropArguments(write, 2, int.class);
        }
        String where = component.getDeclaringRecord().getName() + "." + component.getName();
        return MethodHandles.insertArguments(WRITER, 0, shape, where)
                .asType(methodType(void.class, type, ByteOutput.class, int.class));
    }

    /** {@code (ByteInput, int)C} for a component of type C. */
    static MethodHandle reader(Class<?> type, Shape shape) {
        if (type.isPrimitive()) {
            MethodHandle read = found(Primitives.class, type.getName() + "From", methodType(type, ByteInput.class));
            return MethodHandles.dropArguments(read, 1, int.class);
        }
        return READER.bindTo(shape).asType(methodType(type, ByteInput.class, int.class));
    }

    static void write(Shape shape, String where, @Nullable Object value, ByteOutput out, int depth) {
        shape.write(Absence.refused(value, where, ""), out, depth);
    }

    static Object read(Shape shape, ByteInput in, int depth) {
        return shape.read(in, depth);
    }

    static void writeNothing(Object value, ByteOutput out, int depth) {
        out.writeByte(0);
    }

    static void readNothing(ByteInput in, int depth) {
        byte nothing = in.readByte();
        if (nothing != 0) {
            throw new CorruptBytesException("a record without components is 0, was " + nothing);
        }
    }

    private static MethodHandle own(String name, MethodType type) {
        return found(ComponentHandles.class, name, type);
    }

    private static MethodHandle found(Class<?> owner, String name, MethodType type) {
        try {
            return OWN.findStatic(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(owner.getName() + " lacks its method " + name + type, e);
        }
    }
}

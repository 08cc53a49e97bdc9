package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import java.lang.invoke.MethodHandle;

/**
 * A record: its components in their order, nothing else.
 *
 * @param depth what it adds to the depth of values inside: more if it has many components, since reading them takes
 *     stack
 * @param writer {@code (Object, ByteOutput, int)void}
 * @param reader {@code (ByteInput, int)Object}
 */
record RecordShape(Class<?> type, int depth, MethodHandle writer, MethodHandle reader) implements Shape {

    @Override
    public void write(Object value, ByteOutput out, int outside) {
        int inner = Nesting.writing(outside, depth);
        try {
            writer.invokeExact(value, out, inner);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("an accessor of " + type.getName() + " threw a checked exception", e);
        }
    }

    @Override
    public Object read(ByteInput in, int outside) {
        int inner = Nesting.reading(outside, depth);
        try {
            return (Object) reader.invokeExact(in, inner);
        } catch (CorruptBytesException | Error e) {
            throw e;
        } catch (Throwable e) { // the user's constructor meets components that no constructor let pass
            throw Shape.corrupt("record " + type.getName() + " refused the components read", e);
        }
    }
}

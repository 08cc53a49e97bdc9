package dev.levada.api.codec;

/**
 * Turns values of one type into bytes and back.
 *
 * <p>Records, enums, primitives' boxes, strings, the usual time types, lists, maps, optionals and sealed interfaces of
 * records need none: the engine derives one. Equal values must give equal bytes, in every process and on every run of
 * the JVM, since keys are placed and state is compared by their bytes. Instances are shared between threads.
 */
public interface Codec<T> {

    /** Appends the value; must write at least one byte, and not depend on anything but the value. */
    void write(T value, ByteOutput out);

    /** Reads back what {@link #write} wrote, and not a byte more. */
    T read(ByteInput in);
}

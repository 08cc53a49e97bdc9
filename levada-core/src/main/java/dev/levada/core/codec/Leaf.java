package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A type of the platform that holds no other values.
 *
 * @param tag how {@link AnyShape} tells it from others; never given to another type
 */
record Leaf<T>(int tag, Class<T> type, BiConsumer<T, ByteOutput> writer, Function<ByteInput, T> reader)
        implements Shape {

    private static final int NANOS_PER_SECOND = 1_000_000_000;

    static final List<Leaf<?>> ALL = List.of(
            new Leaf<>(1, Boolean.class, Primitives::write, Primitives::booleanFrom),
            new Leaf<>(2, Byte.class, Primitives::write, Primitives::byteFrom),
            new Leaf<>(3, Short.class, Primitives::write, Primitives::shortFrom),
            new Leaf<>(4, Character.class, Primitives::write, Primitives::charFrom),
            new Leaf<>(5, Integer.class, Primitives::write, Primitives::intFrom),
            new Leaf<>(6, Long.class, Primitives::write, Primitives::longFrom),
            new Leaf<>(7, Float.class, Primitives::write, Primitives::floatFrom),
            new Leaf<>(8, Double.class, Primitives::write, Primitives::doubleFrom),
            new Leaf<>(9, String.class, (value, out) -> out.writeString(value), ByteInput::readString),
            new Leaf<>(10, Instant.class, Leaf::writeInstant, Leaf::readInstant),
            new Leaf<>(11, Duration.class, Leaf::writeDuration, Leaf::readDuration),
            new Leaf<>(12, LocalDate.class, Leaf::writeDate, Leaf::readDate),
            new Leaf<>(13, LocalTime.class, Leaf::writeTime, Leaf::readTime),
            new Leaf<>(14, LocalDateTime.class, Leaf::writeDateTime, Leaf::readDateTime),
            new Leaf<>(15, UUID.class, Leaf::writeUuid, Leaf::readUuid),
            new Leaf<>(16, BigInteger.class, Leaf::writeInteger, Leaf::readInteger),
            new Leaf<>(17, BigDecimal.class, Leaf::writeDecimal, Leaf::readDecimal));

    @Override
    public void write(Object value, ByteOutput out, int depth) {
        writer.accept(type.cast(value), out);
    }

    @Override
    public Object read(ByteInput in, int depth) {
        return reader.apply(in);
    }

    private static void writeInstant(Instant value, ByteOutput out) {
        out.writeLong(value.getEpochSecond());
        out.writeInt(value.getNano());
    }

    private static Instant readInstant(ByteInput in) {
        return Instant.ofEpochSecond(in.readLong(), readNanos(in));
    }

    private static void writeDuration(Duration value, ByteOutput out) {
        out.writeLong(value.getSeconds());
        out.writeInt(value.getNano());
    }

    private static Duration readDuration(ByteInput in) {
        return Duration.ofSeconds(in.readLong(), readNanos(in));
    }

    private static int readNanos(ByteInput in) {
        int nanos = in.readInt();
        if (nanos < 0 || nanos >= NANOS_PER_SECOND) {
            throw new CorruptBytesException("nanoseconds of a second are 0 to 999999999, was " + nanos);
        }
        return nanos;
    }

    private static void writeDate(LocalDate value, ByteOutput out) {
        out.writeVarLong(value.toEpochDay());
    }

    private static LocalDate readDate(ByteInput in) {
        return LocalDate.ofEpochDay(in.readVarLong());
    }

    private static void writeTime(LocalTime value, ByteOutput out) {
        out.writeLong(value.toNanoOfDay());
    }

    private static LocalTime readTime(ByteInput in) {
        return LocalTime.ofNanoOfDay(in.readLong());
    }

    private static void writeDateTime(LocalDateTime value, ByteOutput out) {
        writeDate(value.toLocalDate(), out);
        writeTime(value.toLocalTime(), out);
    }

    private static LocalDateTime readDateTime(ByteInput in) {
        return LocalDateTime.of(readDate(in), readTime(in));
    }

    private static void writeUuid(UUID value, ByteOutput out) {
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
    }

    private static UUID readUuid(ByteInput in) {
        return new UUID(in.readLong(), in.readLong());
    }

    private static void writeInteger(BigInteger value, ByteOutput out) {
        byte[] bytes = value.toByteArray();
        out.writeLength(bytes.length);
        out.writeBytes(bytes, 0, bytes.length);
    }

    private static BigInteger readInteger(ByteInput in) {
        return new BigInteger(in.readBytes(in.readLength()));
    }

    private static void writeDecimal(BigDecimal value, ByteOutput out) {
        out.writeInt(value.scale());
        writeInteger(value.unscaledValue(), out);
    }

    private static BigDecimal readDecimal(ByteInput in) {
        int scale = in.readInt();
        return new BigDecimal(readInteger(in), scale);
    }
}

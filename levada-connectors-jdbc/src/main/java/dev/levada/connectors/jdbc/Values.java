package dev.levada.connectors.jdbc;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values as bytes: a tag, then as little as will do. Tags are stored, so none may change its meaning. */
final class Values {
    private static final int NULL = 0;
    private static final int TYPED = 1;
    private static final int FALSE = 2;
    private static final int TRUE = 3;
    private static final int BYTE = 4;
    private static final int SHORT = 5;
    private static final int INT = 6;
    private static final int LONG = 7;
    private static final int FLOAT = 8;
    private static final int DOUBLE = 9;
    private static final int DECIMAL = 10;
    private static final int STRING = 11;
    private static final int BYTES = 12;
    private static final int ID = 13;
    private static final int DATE = 14;
    private static final int TIME = 15;
    private static final int DATE_TIME = 16;
    private static final int OFFSET_TIME = 17;
    private static final int OFFSET_DATE_TIME = 18;

    private Values() {}

    /** @throws UnfitException if it is of no type that is kept */
    static void write(DataOutput out, BoundValue bound) throws IOException {
        if (bound.type() != BoundValue.UNTYPED) {
            out.writeByte(TYPED);
            Numbers.write(out, bound.type());
        }
        writeValue(out, bound.value());
    }

    static BoundValue read(DataInput in) throws IOException {
        int tag = in.readUnsignedByte();
        if (tag != TYPED) {
            return new BoundValue(readValue(in, tag), BoundValue.UNTYPED);
        }
        int type = (int) Numbers.read(in);
        return new BoundValue(readValue(in, in.readUnsignedByte()), type);
    }

    /** A value of no type that is kept. */
    static final class UnfitException extends IOException {
        private static final long serialVersionUID = 1L;

        UnfitException(String message) {
            super(message);
        }
    }

    private static void writeValue(DataOutput out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Boolean yes) {
            out.writeByte(yes ? TRUE : FALSE);
        } else if (value instanceof Number number) {
            writeNumber(out, number);
        } else if (value instanceof String string) {
            out.writeByte(STRING);
            writeBytes(out, utf8(string));
        } else if (value instanceof byte[] bytes) {
            out.writeByte(BYTES);
            writeBytes(out, bytes);
        } else if (value instanceof UUID id) {
            out.writeByte(ID);
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
        } else {
            writeTime(out, value);
        }
    }

    private static void writeNumber(DataOutput out, Number number) throws IOException {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            out.writeByte(
                    number instanceof Integer
                            ? INT
                            : number instanceof Long ? LONG : number instanceof Short ? SHORT : BYTE);
            Numbers.write(out, number.longValue());
        } else if (number instanceof Double) {
            out.writeByte(DOUBLE);
            out.writeDouble(number.doubleValue());
        } else if (number instanceof Float) {
            out.writeByte(FLOAT);
            out.writeFloat(number.floatValue());
        } else if (number instanceof BigDecimal decimal && number.getClass() == BigDecimal.class) {
            out.writeByte(DECIMAL);
            Numbers.write(out, decimal.scale());
            writeBytes(out, decimal.unscaledValue().toByteArray());
        } else {
            throw unfit(number);
        }
    }

    private static void writeTime(DataOutput out, Object value) throws IOException {
        if (value instanceof LocalDate date) {
            out.writeByte(DATE);
            Numbers.write(out, date.toEpochDay());
        } else if (value instanceof LocalTime time) {
            out.writeByte(TIME);
            Numbers.write(out, time.toNanoOfDay());
        } else if (value instanceof LocalDateTime time) {
            out.writeByte(DATE_TIME);
            writeDateTime(out, time);
        } else if (value instanceof OffsetTime time) {
            out.writeByte(OFFSET_TIME);
            Numbers.write(out, time.toLocalTime().toNanoOfDay());
            Numbers.write(out, time.getOffset().getTotalSeconds());
        } else if (value instanceof OffsetDateTime time) {
            out.writeByte(OFFSET_DATE_TIME);
            writeDateTime(out, time.toLocalDateTime());
            Numbers.write(out, time.getOffset().getTotalSeconds());
        } else {
            throw unfit(value);
        }
    }

    private static @Nullable Object readValue(DataInput in, int tag) throws IOException {
        return switch (tag) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case BYTE -> (byte) Numbers.read(in);
            case SHORT -> (short) Numbers.read(in);
            case INT -> (int) Numbers.read(in);
            case LONG -> Numbers.read(in);
            case FLOAT -> in.readFloat();
            case DOUBLE -> in.readDouble();
            case DECIMAL -> readDecimal(in);
            case STRING -> new String(readBytes(in), StandardCharsets.UTF_8);
            case BYTES -> readBytes(in);
            case ID -> new UUID(in.readLong(), in.readLong());
            case DATE -> LocalDate.ofEpochDay(Numbers.read(in));
            case TIME -> LocalTime.ofNanoOfDay(Numbers.read(in));
            case DATE_TIME -> readDateTime(in);
            case OFFSET_TIME -> OffsetTime.of(LocalTime.ofNanoOfDay(Numbers.read(in)), readOffset(in));
            case OFFSET_DATE_TIME -> OffsetDateTime.of(readDateTime(in), readOffset(in));
            default -> throw new IOException("a value has the unknown tag " + tag);
        };
    }

    private static BigDecimal readDecimal(DataInput in) throws IOException {
        int scale = (int) Numbers.read(in);
        return new BigDecimal(new BigInteger(readBytes(in)), scale);
    }

    private static void writeDateTime(DataOutput out, LocalDateTime time) throws IOException {
        Numbers.write(out, time.toLocalDate().toEpochDay());
        Numbers.write(out, time.toLocalTime().toNanoOfDay());
    }

    private static LocalDateTime readDateTime(DataInput in) throws IOException {
        LocalDate date = LocalDate.ofEpochDay(Numbers.read(in));
        return date.atTime(LocalTime.ofNanoOfDay(Numbers.read(in)));
    }

    private static ZoneOffset readOffset(DataInput in) throws IOException {
        return ZoneOffset.ofTotalSeconds((int) Numbers.read(in));
    }

    static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
        Numbers.write(out, bytes.length);
        out.write(bytes);
    }

    /** What is left bounds the length, for {@link PreparedRows} reads from an array and checks. */
    static byte[] readBytes(DataInput in) throws IOException {
        long length = Numbers.read(in);
        if (length < 0
                || length > Integer.MAX_VALUE
                || (in instanceof java.io.InputStream left && length > left.available())) {
            throw new IOException("a value has the impossible length " + length);
        }
        byte[] bytes = new byte[(int) length];
        in.readFully(bytes);
        return bytes;
    }

    private static byte[] utf8(String string) throws IOException {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(string));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new UnfitException("a string with half a character in it (a lone surrogate)");
        }
    }

    private static UnfitException unfit(Object value) {
        String type = value.getClass().getName();
        String instead = value instanceof java.util.Date
                ? "; use java.time, which does not depend on where it is read"
                : value instanceof Enum<?> ? "; use its name()" : "";
        return new UnfitException("a " + type + instead);
    }
}

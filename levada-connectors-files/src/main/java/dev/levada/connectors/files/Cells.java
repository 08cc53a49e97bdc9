package dev.levada.connectors.files;

import static java.util.Map.entry;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The cells for all types that a column can have. */
final class Cells {
    /** The types that a column can have, for people. */
    static final String TYPES =
            "a primitive or its box, String, BigDecimal, Instant, Duration, LocalDate, UUID, an enum, or an Optional of one of these";

    private static final Cell STRING = text -> text;
    private static final Cell BYTE = whole(Byte.MIN_VALUE, Byte.MAX_VALUE, number -> (byte) number);
    private static final Cell SHORT = whole(Short.MIN_VALUE, Short.MAX_VALUE, number -> (short) number);
    private static final Cell INT = whole(Integer.MIN_VALUE, Integer.MAX_VALUE, number -> (int) number);
    private static final Cell LONG = whole(Long.MIN_VALUE, Long.MAX_VALUE, number -> number);
    private static final Cell FLOAT = number(Float::valueOf);
    private static final Cell DOUBLE = number(Double::valueOf);
    private static final Cell BOOLEAN = Cells::bool;
    private static final Cell CHARACTER = Cells::character;

    // Looked up, never gone through.
    private static final Map<Type, Cell> BY_TYPE = Map.ofEntries(
            entry(byte.class, BYTE),
            entry(Byte.class, BYTE),
            entry(short.class, SHORT),
            entry(Short.class, SHORT),
            entry(int.class, INT),
            entry(Integer.class, INT),
            entry(long.class, LONG),
            entry(Long.class, LONG),
            entry(float.class, FLOAT),
            entry(Float.class, FLOAT),
            entry(double.class, DOUBLE),
            entry(Double.class, DOUBLE),
            entry(boolean.class, BOOLEAN),
            entry(Boolean.class, BOOLEAN),
            entry(char.class, CHARACTER),
            entry(Character.class, CHARACTER),
            entry(String.class, STRING),
            entry(BigDecimal.class, number(BigDecimal::new)),
            entry(Instant.class, time("an instant such as 2026-01-31T23:59:59Z", Instant::parse)),
            entry(Duration.class, time("a duration such as PT1M30S", Duration::parse)),
            entry(LocalDate.class, time("a date such as 2026-01-31", LocalDate::parse)),
            entry(UUID.class, Cells::uuid));

    private Cells() {}

    /** The cell for a type, or null if a column cannot have it. */
    static @Nullable Cell of(Type type) {
        if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            Cell inner = of(optional.getActualTypeArguments()[0]);
            return inner == null || inner instanceof MaybeEmpty ? null : new MaybeEmpty(inner);
        }
        if (type instanceof Class<?> enumeration && enumeration.isEnum()) {
            return oneOf(enumeration.getEnumConstants());
        }
        return BY_TYPE.get(type);
    }

    /** An {@link Optional}, empty if the cell is. */
    private record MaybeEmpty(Cell inner) implements Cell {
        @Override
        public Object value(String text) throws UnfitValueException {
            boolean empty = inner == STRING ? text.isEmpty() : text.isBlank();
            return empty ? Optional.empty() : Optional.of(inner.value(text));
        }

        @Override
        public boolean optional() {
            return true;
        }
    }

    private static Cell whole(long min, long max, LongFunction<Object> box) {
        return text -> {
            String digits = text.strip();
            try {
                long number = Long.parseLong(digits);
                if (number >= min && number <= max) {
                    return box.apply(number);
                }
            } catch (NumberFormatException e) {
                if (!digits.matches("[+-]?\\d+")) {
                    throw UnfitValueException.expected("a whole number", text);
                }
            }
            throw UnfitValueException.expected("a whole number from %d to %d".formatted(min, max), text);
        };
    }

    private static Cell number(Function<String, Object> parser) {
        return text -> {
            String digits = text.strip();
            // A Java literal may end in its type; a number in a file does not.
            if (digits.endsWith("d") || digits.endsWith("f") || digits.endsWith("D") || digits.endsWith("F")) {
                throw UnfitValueException.expected("a number", text);
            }
            try {
                return parser.apply(digits);
            } catch (NumberFormatException e) {
                throw UnfitValueException.expected("a number", text);
            }
        };
    }

    private static Cell time(String what, Function<String, Object> parser) {
        return text -> {
            try {
                return parser.apply(text.strip());
            } catch (DateTimeException e) {
                throw UnfitValueException.expected(what, text);
            }
        };
    }

    private static Cell oneOf(Object[] constants) {
        Map<String, Object> byName = new LinkedHashMap<>();
        Arrays.stream(constants).map(Enum.class::cast).forEach(constant -> byName.put(constant.name(), constant));
        String what = "one of " + String.join(", ", byName.keySet());
        return text -> {
            Object constant = byName.get(text.strip());
            if (constant == null) {
                throw UnfitValueException.expected(what, text);
            }
            return constant;
        };
    }

    private static Object bool(String text) throws UnfitValueException {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw UnfitValueException.expected("true or false", text);
        };
    }

    private static Object character(String text) throws UnfitValueException {
        if (text.length() != 1) {
            throw UnfitValueException.expected("one character", text);
        }
        return text.charAt(0);
    }

    private static Object uuid(String text) throws UnfitValueException {
        String digits = text.strip();
        try {
            UUID uuid = UUID.fromString(digits);
            // The JDK fills up groups that are too short.
            if (digits.length() == 36) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            throw UnfitValueException.expected("a UUID", text);
        }
        throw UnfitValueException.expected("a UUID", text);
    }
}

package dev.levada.yaml.row;

import java.lang.reflect.ParameterizedType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types that fields and expressions can have. */
public enum Type {
    /** Whole numbers of 64 bits, {@link Long}. */
    INT,
    /** {@link Double}. */
    DOUBLE,
    /** {@link String}. */
    STRING,
    /** {@link Boolean}. */
    BOOL,
    /** {@link Instant}. */
    INSTANT,
    /** {@link Duration}. */
    DURATION,
    /** A {@link List} of strings; no field of a file has it. */
    STRINGS,
    /** Anything else: can be handed on and compared, and no more. */
    ANY;

    /** What values of it are. */
    public Class<?> java() {
        return switch (this) {
            case INT -> Long.class;
            case DOUBLE -> Double.class;
            case STRING -> String.class;
            case BOOL -> Boolean.class;
            case INSTANT -> Instant.class;
            case DURATION -> Duration.class;
            case STRINGS, ANY -> Object.class;
        };
    }

    /** The name in a file: {@code int}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The labels of those that a field of a file can have. */
    public static List<String> ofFiles() {
        return Arrays.stream(values())
                .filter(type -> type != STRINGS && type != ANY)
                .map(Type::label)
                .toList();
    }

    /** The type of a label, of those that a field of a file can have. */
    public static Optional<Type> find(String label) {
        return ofFiles().contains(label) ? Optional.of(valueOf(label.toUpperCase(Locale.ROOT))) : Optional.empty();
    }

    /** The type of what a Java method gives. */
    public static Type of(java.lang.reflect.Type java) {
        if (java instanceof Class<?> each) {
            if (List.of(
                            byte.class,
                            Byte.class,
                            short.class,
                            Short.class,
                            int.class,
                            Integer.class,
                            long.class,
                            Long.class)
                    .contains(each)) {
                return INT;
            }
            if (List.of(float.class, Float.class, double.class, Double.class).contains(each)) {
                return DOUBLE;
            }
            if (each == boolean.class || each == Boolean.class) {
                return BOOL;
            }
            return each == String.class
                    ? STRING
                    : each == Instant.class ? INSTANT : each == Duration.class ? DURATION : ANY;
        }
        boolean strings = java instanceof ParameterizedType list
                && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] == String.class;
        return strings ? STRINGS : ANY;
    }

    public boolean isNumber() {
        return this == INT || this == DOUBLE;
    }

    /** A value as records of files hold it: all whole numbers as {@link Long}, all others as {@link Double}. */
    public static Object plain(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return value instanceof Float number ? Double.valueOf(number) : value;
    }

    /**
     * Reads what stands in a file.
     *
     * @throws IllegalArgumentException if it is not of this type, with what was expected and found
     */
    public Object read(String text) {
        String stripped = text.strip();
        try {
            return switch (this) {
                case INT -> Long.valueOf(stripped);
                case DOUBLE -> new BigDecimal(stripped).doubleValue();
                case STRING -> text;
                case BOOL -> bool(stripped);
                case INSTANT -> Instant.parse(stripped);
                case DURATION -> Durations.parse(stripped);
                case STRINGS, ANY -> throw new IllegalStateException("no field of a file has type " + label());
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "%s was expected, such as %s, and '%s' found".formatted(label(), example(), text), e);
        }
    }

    private static Boolean bool(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.valueOf(text);
        }
        throw new NumberFormatException(text);
    }

    private String example() {
        return switch (this) {
            case INT -> "42";
            case DOUBLE -> "1.5";
            case BOOL -> "true";
            case INSTANT -> "2026-01-31T23:59:59Z";
            case DURATION -> "500ms, 5s or 1m";
            case STRING, STRINGS, ANY -> "text";
        };
    }
}

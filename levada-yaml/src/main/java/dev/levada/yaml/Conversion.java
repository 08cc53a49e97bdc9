package dev.levada.yaml;

import dev.levada.api.operator.Mapper;
import dev.levada.yaml.row.Field;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes what a user's class takes of records of another form: a record of its fields, or the one value that there is.
 */
final class Conversion {

    private Conversion() {}

    /**
     * How records become what is wanted; empty if they are that already.
     *
     * @throws IllegalArgumentException if they cannot
     */
    static Optional<Mapper<Object, Object>> of(Shape shape, java.lang.reflect.Type wanted) {
        Class<?> raw = Shape.raw(wanted);
        if (raw.isAssignableFrom(shape.java())) {
            return Optional.empty();
        }
        if (raw.isRecord()) {
            return Optional.of(ofRecord(shape, raw));
        }
        Type type = Type.of(wanted);
        if (shape.fields().size() == 1 && type != Type.ANY) {
            Field only = shape.fields().get(0);
            requireFits(only, type, raw, shape);
            return Optional.of(each -> fitted(only.reader().apply(each), raw));
        }
        throw new IllegalArgumentException("%s is needed, and records have %s".formatted(raw.getName(), shape));
    }

    private static Mapper<Object, Object> ofRecord(Shape shape, Class<?> type) {
        List<UnaryOperator<Object>> readers = new ArrayList<>();
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            Field field = shape.field(component.getName())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "%s has a component '%s', and records have no such field; they have %s"
                                    .formatted(type.getName(), component.getName(), shape)));
            requireFits(field, Type.of(component.getGenericType()), component.getType(), shape);
            readers.add(each -> fitted(field.reader().apply(each), component.getType()));
        }
        Constructor<?> constructor = constructor(type, components);
        return each -> {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = readers.get(i).apply(each);
            }
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                throw new IllegalArgumentException(
                        "%s refuses %s: %s".formatted(type.getName(), Arrays.toString(values), e.getCause()), e);
            }
        };
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "%s cannot be made: %s; make the record public, or open its package to dev.levada.yaml"
                            .formatted(type.getName(), e.getMessage()),
                    e);
        }
    }

    private static void requireFits(Field field, Type wanted, Class<?> java, Shape shape) {
        boolean wider = wanted == Type.DOUBLE && field.type() == Type.INT;
        if (field.type() != wanted && !wider && wanted != Type.ANY) {
            throw new IllegalArgumentException("field '%s' must be %s for %s, and records have %s"
                    .formatted(field.name(), wanted.label(), java.getName(), shape));
        }
    }

    private static Object fitted(Object value, Class<?> wanted) {
        if (value instanceof Number number) {
            if (wanted == int.class || wanted == Integer.class) {
                return Math.toIntExact(number.longValue());
            }
            if (wanted == double.class || wanted == Double.class) {
                return number.doubleValue();
            }
            if (wanted == float.class || wanted == Float.class) {
                return number.floatValue();
            }
            if (wanted == short.class || wanted == Short.class) {
                return (short) Math.toIntExact(number.longValue());
            }
            if (wanted == byte.class || wanted == Byte.class) {
                return (byte) Math.toIntExact(number.longValue());
            }
        }
        return value;
    }
}

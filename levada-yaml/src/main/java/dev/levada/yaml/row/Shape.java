package dev.levada.yaml.row;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the records of a stream are like.
 *
 * @param java what they are in Java: {@link List} for rows, which hold the values of their fields in order
 * @param fields in order; a value that is no record and no row has one, {@value #VALUE}
 */
public record Shape(Class<?> java, List<Field> fields) {
    /** The field of what is no record. */
    public static final String VALUE = "value";

    public Shape {
        fields = List.copyOf(fields);
    }

    /** Of rows. */
    public static Shape rows(Map<String, Type> types) {
        List<Field> fields = new ArrayList<>();
        types.forEach((name, type) -> {
            int index = fields.size();
            fields.add(new Field(name, type, row -> ((List<?>) row).get(index)));
        });
        return new Shape(List.class, fields);
    }

    /** Of single values. */
    public static Shape value(String name, Type type, Class<?> java) {
        return new Shape(java, List.of(new Field(name, type, Type::plain)));
    }

    /**
     * Of what a Java method gives or takes.
     *
     * @throws IllegalArgumentException if the fields of a record may not be read
     */
    public static Shape of(java.lang.reflect.Type type) {
        Class<?> raw = raw(type);
        return raw.isRecord() ? ofRecord(raw) : value(VALUE, Type.of(type), raw);
    }

    private static Shape ofRecord(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            MethodHandle accessor = accessor(component.getAccessor());
            fields.add(
                    new Field(component.getName(), Type.of(component.getGenericType()), each -> read(accessor, each)));
        }
        return new Shape(type, fields);
    }

    private static MethodHandle accessor(Method method) {
        try {
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (IllegalAccessException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "component '%s' of %s may not be read: %s; make the record public, or open its package to dev.levada.yaml"
                            .formatted(
                                    method.getName(), method.getDeclaringClass().getName(), e.getMessage()),
                    e);
        }
    }

    private static Object read(MethodHandle accessor, Object each) {
        try {
            return Type.plain(accessor.invoke(each));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a component of %s cannot be read: %s".formatted(each, e.getMessage()), e);
        }
    }

    /** The class of a type, {@link Object} if it has none. */
    public static Class<?> raw(java.lang.reflect.Type type) {
        if (type instanceof Class<?> each) {
            return each;
        }
        return type instanceof ParameterizedType generic ? raw(generic.getRawType()) : Object.class;
    }

    public boolean isRows() {
        return java == List.class;
    }

    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /** The values of a record's fields, in order, as a row. */
    public List<Object> row(Object each) {
        if (isRows()) {
            return asRow(each);
        }
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields.get(i).reader().apply(each);
        }
        return rowOf(values);
    }

    @SuppressWarnings("unchecked") // rows are lists of anything
    private static List<Object> asRow(Object each) {
        return (List<Object>) each;
    }

    /** A row that nobody changes any more. */
    public static List<Object> rowOf(Object... values) {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    /** The values of a record's fields by their names, in order. */
    public Map<String, Object> map(Object each) {
        Map<String, Object> map = new LinkedHashMap<>();
        fields.forEach(field -> map.put(field.name(), field.reader().apply(each)));
        return map;
    }

    /** For people: {@code sensor: int, celsius: double}. */
    @Override
    public String toString() {
        return fields.stream()
                .map(field -> field.name() + ": " + field.type().label())
                .collect(Collectors.joining(", "));
    }
}

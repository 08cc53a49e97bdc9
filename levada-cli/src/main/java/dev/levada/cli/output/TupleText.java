package dev.levada.cli.output;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A tuple as a line: its fields joined by a comma and a blank. Any thread may call. */
final class TupleText {
    private static final String BETWEEN = ", ";
    private static final ClassValue<List<Method>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return fields(type);
        }
    };

    private TupleText() {}

    /** The components of a record, the elements of a list, else the value's own text. */
    static String of(Object tuple) {
        if (tuple instanceof Record) {
            return ofRecord(tuple);
        }
        if (tuple instanceof List<?> list) {
            StringJoiner line = new StringJoiner(BETWEEN);
            list.forEach(field -> line.add(String.valueOf(field)));
            return line.toString();
        }
        return String.valueOf(tuple);
    }

    private static String ofRecord(Object tuple) {
        StringJoiner line = new StringJoiner(BETWEEN);
        for (Method field : FIELDS.get(tuple.getClass())) {
            line.add(String.valueOf(value(field, tuple)));
        }
        return line.toString();
    }

    private static Object value(Method field, Object tuple) {
        try {
            return field.invoke(tuple);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(
                    "component '%s' of %s cannot be read: %s; make the record public"
                            .formatted(field.getName(), tuple.getClass().getName(), e),
                    e);
        }
    }

    private static List<Method> fields(Class<?> type) {
        List<Method> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            try {
                accessor.setAccessible(true);
            } catch (InaccessibleObjectException e) {
                // A record of a named module: then it must be public, and exported.
            }
            fields.add(accessor);
        }
        return List.copyOf(fields);
    }
}

package dev.levada.connectors.jdbc;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Binds the components of a record in their order. */
final class RecordBinder<R extends Record> implements JdbcSinks.Binder<R> {
    private static final List<Class<?>> TYPES = List.of(
            boolean.class,
            Boolean.class,
            byte.class,
            Byte.class,
            short.class,
            Short.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            float.class,
            Float.class,
            double.class,
            Double.class,
            char.class,
            Character.class,
            String.class,
            byte[].class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class,
            Instant.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class);

    private final Class<R> type;
    private final List<Method> accessors = new ArrayList<>();

    /** @throws IllegalArgumentException if a component cannot be written, or the type is out of reach */
    RecordBinder(Class<R> type) {
        this.type = type;
        for (RecordComponent component : type.getRecordComponents()) {
            requireWritable(component);
            accessors.add(reachable(component.getAccessor()));
        }
        if (accessors.isEmpty()) {
            throw new IllegalArgumentException("record %s has no component to be a column".formatted(type.getName()));
        }
    }

    List<String> names() {
        return accessors.stream().map(Method::getName).toList();
    }

    @Override
    public void bind(PreparedStatement statement, R value) throws SQLException {
        int index = 0;
        for (Method accessor : accessors) {
            RowBinder.set(statement, ++index, read(accessor, value));
        }
    }

    private @Nullable Object read(Method accessor, R value) {
        try {
            return accessor.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "component '%s' of record %s cannot be read".formatted(accessor.getName(), type.getName()), e);
        }
    }

    private Method reachable(Method accessor) {
        try {
            accessor.setAccessible(true);
            return accessor;
        } catch (InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "record %s cannot be reached; add 'opens %s to dev.levada.connectors.jdbc' to the module-info of %s"
                            .formatted(type.getName(), type.getPackageName(), type.getModule()),
                    e);
        }
    }

    private void requireWritable(RecordComponent component) {
        if (!writable(component.getGenericType(), true)) {
            throw new IllegalArgumentException(
                    "component '%s' of record %s is a %s, which cannot be written; it can be a primitive or its box, String, byte[], BigDecimal, BigInteger, UUID, Instant, LocalDate, LocalTime, LocalDateTime, OffsetDateTime, an enum, or an Optional of one of these; or give the statement and bind it yourself"
                            .formatted(
                                    component.getName(),
                                    type.getName(),
                                    component.getGenericType().getTypeName()));
        }
    }

    private static boolean writable(Type component, boolean outermost) {
        if (component instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            return outermost && writable(optional.getActualTypeArguments()[0], false);
        }
        return TYPES.contains(component) || (component instanceof Class<?> enumeration && enumeration.isEnum());
    }
}

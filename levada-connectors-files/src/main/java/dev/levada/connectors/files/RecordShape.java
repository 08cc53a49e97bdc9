package dev.levada.connectors.files;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record type whose components are the columns of a table: makes records of cells, and cells of records. */
final class RecordShape<T extends Record> {
    private final Class<T> type;
    private final Constructor<T> constructor;
    private final List<Column> columns = new ArrayList<>();

    private record Column(String name, Cell cell, Method accessor) {}

    /** @throws IllegalArgumentException if a component cannot be a column, or the type is out of reach */
    RecordShape(Class<T> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        if (components.length == 0) {
            throw new IllegalArgumentException("record %s has no component to be a column".formatted(type.getName()));
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            this.constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            for (RecordComponent component : components) {
                component.getAccessor().setAccessible(true);
                columns.add(new Column(component.getName(), cellOf(component), component.getAccessor()));
            }
        } catch (InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "record %s cannot be reached; add 'opens %s to dev.levada.connectors.files' to the module-info of %s"
                            .formatted(type.getName(), type.getPackageName(), type.getModule()),
                    e);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("record %s has no canonical constructor".formatted(type.getName()), e);
        }
    }

    /** The names of the columns, in order. */
    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The columns that a row must have, in order. */
    List<String> neededNames() {
        return columns.stream()
                .filter(column -> !column.cell().optional())
                .map(Column::name)
                .toList();
    }

    /**
     * Makes a record of a row.
     *
     * @param places where in the row each column is, or -1 for one that is not there
     */
    T make(String[] row, int[] places) throws UnfitValueException {
        Object[] values = new Object[places.length];
        for (int i = 0; i < places.length; i++) {
            Column column = columns.get(i);
            try {
                values[i] = column.cell().value(places[i] < 0 ? "" : row[places[i]]);
            } catch (UnfitValueException e) {
                throw e.in("column '%s'".formatted(column.name()));
            }
        }
        return construct(values);
    }

    /** The components of a record as a row prints them; an empty {@link Optional} and null are nothing. */
    List<@Nullable Object> row(T value) {
        List<@Nullable Object> cells = new ArrayList<>(columns.size());
        for (Column column : columns) {
            cells.add(printed(read(column, value)));
        }
        return cells;
    }

    private Cell cellOf(RecordComponent component) {
        Cell cell = Cells.of(component.getGenericType());
        if (cell == null) {
            throw new IllegalArgumentException(
                    "component '%s' of record %s is a %s, which no column can hold; it can hold %s"
                            .formatted(
                                    component.getName(),
                                    type.getName(),
                                    component.getGenericType().getTypeName(),
                                    Cells.TYPES));
        }
        return cell;
    }

    private T construct(Object[] values) throws UnfitValueException {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            // The record's own check; anything worse than an exception is not about the row.
            if (e.getCause() instanceof RuntimeException refusal) {
                throw new UnfitValueException(
                        "record %s refuses the row: %s".formatted(type.getSimpleName(), refusal.getMessage()));
            }
            throw new IllegalStateException("record %s cannot be made".formatted(type.getName()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record %s cannot be made".formatted(type.getName()), e);
        }
    }

    private @Nullable Object read(Column column, T value) {
        try {
            return column.accessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "component '%s' of record %s cannot be read".formatted(column.name(), type.getName()), e);
        }
    }

    private static @Nullable Object printed(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return printed(optional.orElse(null));
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }
}

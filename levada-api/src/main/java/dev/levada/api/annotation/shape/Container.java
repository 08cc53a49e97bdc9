package dev.levada.api.annotation.shape;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** What a method's result is to its records. */
public enum Container {
    /** The record itself. */
    NONE(Object.class),
    OPTIONAL(Optional.class),
    STREAM(Stream.class),
    ITERABLE(Iterable.class),
    /** Only a source returns one. */
    ITERATOR(Iterator.class);

    private final Class<?> type;

    Container(Class<?> type) {
        this.type = type;
    }

    /** What a stage's result is. */
    public static Container ofStage(ItemType returned) {
        if (returned.isA(OPTIONAL.type)) {
            return OPTIONAL;
        }
        if (returned.isA(STREAM.type)) {
            return STREAM;
        }
        return returned.isA(ITERABLE.type) && !returned.isA(Path.class) ? ITERABLE : NONE;
    }

    /** What a source's result is; {@link #NONE} is an error. */
    public static Container ofSource(ItemType returned) {
        if (returned.isA(ITERATOR.type)) {
            return ITERATOR;
        }
        Container container = ofStage(returned);
        return container == OPTIONAL ? NONE : container;
    }

    /** The type of the records. */
    public ItemType itemOf(ItemType returned) {
        return this == NONE ? returned : returned.argument(type).orElse(returned);
    }
}

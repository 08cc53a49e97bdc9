package dev.levada.api.annotation.shape;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A type as its reader knows it. */
public interface ItemType {

    /** With packages and type arguments: {@code java.util.List<demo.Frame>}. */
    String qualifiedName();

    boolean isVoid();

    boolean isArray();

    /** Whether this is the class, or below it. */
    boolean isA(Class<?> ancestor);

    /**
     * The first type argument that this type gives to a generic class.
     *
     * @return its upper bound if it is a wildcard, {@code Object} if this type is raw, empty if it is not below the
     *     class
     */
    Optional<ItemType> argument(Class<?> generic);

    /** Whether a value of this type can be handed to a parameter of another, which comes from the same reader. */
    boolean fits(ItemType taken);

    /** Whether a value has a method without parameters, of this name, that returns something. */
    boolean hasAccessor(String method);

    /** The components of a record class, in order; empty for another type. */
    List<String> components();

    /** The method of a value that gives the key of this name: {@code key()}, {@code getKey()} or {@code isKey()}. */
    default Optional<String> accessor(String key) {
        if (key.isBlank()) {
            return Optional.empty();
        }
        String capital = Character.toUpperCase(key.charAt(0)) + key.substring(1);
        return Stream.of(key, "get" + capital, "is" + capital)
                .filter(this::hasAccessor)
                .findFirst();
    }

    /** Without packages. */
    default String name() {
        return qualifiedName().replaceAll("(?:\\w+[.$])+(?=\\w)", "").replaceAll(",\\s*", ", ");
    }
}

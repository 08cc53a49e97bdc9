package dev.levada.core.codec;

import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The platform's types that hold no other values: boxes, strings, times, numbers, arrays of primitives. */
final class BuiltIn {
    static final Map<Class<?>, Kind> KINDS = kinds();

    private BuiltIn() {}

    /** The kind of such a type or of a primitive, or null for any other type. */
    static @Nullable Kind of(Class<?> type) {
        return KINDS.get(MethodType.methodType(type).wrap().returnType());
    }

    private static Map<Class<?>, Kind> kinds() {
        Map<Class<?>, Kind> kinds = new LinkedHashMap<>();
        for (Leaf<?> leaf : Leaf.ALL) {
            kinds.put(leaf.type(), new Kind(leaf.tag(), leaf.type().getTypeName(), 0, leaf));
        }
        for (ArrayShape<?> array : ArrayShape.ALL) {
            kinds.put(array.type(), new Kind(array.tag(), array.type().getTypeName(), 0, array));
        }
        return kinds;
    }
}

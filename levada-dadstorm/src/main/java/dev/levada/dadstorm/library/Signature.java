package dev.levada.dadstorm.library;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;

/** What a CUSTOM method must look like: it takes a tuple and returns tuples. Raw lists are taken on trust. */
final class Signature {

    /** For messages. */
    static final String WANTED = "public List<List<String>> %s(List<String> tuple)";

    private Signature() {}

    static boolean fits(Method method) {
        return method.getParameterCount() == 1
                && takesTuple(method.getGenericParameterTypes()[0])
                && givesTuples(method.getGenericReturnType());
    }

    /** The tuple is handed over as an {@link ArrayList}. */
    private static boolean takesTuple(Type type) {
        Class<?> raw = rawOf(type);
        return raw.isAssignableFrom(ArrayList.class) && Iterable.class.isAssignableFrom(raw) && holdsText(type);
    }

    private static boolean givesTuples(Type type) {
        if (!List.class.isAssignableFrom(rawOf(type))) {
            return false;
        }
        return !(type instanceof ParameterizedType list) || isTuple(list.getActualTypeArguments()[0]);
    }

    private static boolean isTuple(Type type) {
        return List.class.isAssignableFrom(rawOf(type))
                && holdsText(type instanceof WildcardType any ? upper(any) : type);
    }

    private static boolean holdsText(Type list) {
        if (!(list instanceof ParameterizedType parameterized)) {
            return true;
        }
        Type element = parameterized.getActualTypeArguments()[0];
        return element instanceof WildcardType || element instanceof TypeVariable || element == String.class;
    }

    private static Class<?> rawOf(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized) {
            return rawOf(parameterized.getRawType());
        }
        if (type instanceof WildcardType wildcard) {
            return rawOf(upper(wildcard));
        }
        if (type instanceof TypeVariable<?> variable) {
            return rawOf(variable.getBounds()[0]);
        }
        return Object.class; // an array of a generic type; fits nowhere
    }

    private static Type upper(WildcardType wildcard) {
        return wildcard.getUpperBounds()[0];
    }
}

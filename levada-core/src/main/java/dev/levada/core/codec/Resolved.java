package dev.levada.core.codec;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A type with no variables left.
 *
 * @param arguments one for each of the class's parameters, or none if they are not known
 */
record Resolved(Class<?> raw, List<Resolved> arguments) {
    static final Resolved OBJECT = new Resolved(Object.class, List.of());

    static Resolved of(Type type) {
        return of(type, Collections.emptyMap());
    }

    /** A type of one of this type's members, in which this type's parameters have their arguments. */
    Resolved member(Type type) {
        return of(type, bindings());
    }

    /** The argument at an index from 0, or Object if it is not known. */
    Resolved argument(int index) {
        return arguments.isEmpty() ? OBJECT : arguments.get(index);
    }

    /** A permitted subtype, whose parameters have the arguments that it hands on to this type. */
    Resolved permitted(Class<?> subtype) {
        Map<TypeVariable<?>, Resolved> bindings = new HashMap<>();
        for (Type parent : subtype.getGenericInterfaces()) {
            if (parent instanceof ParameterizedType generic && generic.getRawType() == raw) {
                for (int i = 0; i < arguments.size(); i++) {
                    if (generic.getActualTypeArguments()[i] instanceof TypeVariable<?> handedOn) {
                        bindings.put(handedOn, arguments.get(i));
                    }
                }
            }
        }
        return new Resolved(subtype, all(subtype.getTypeParameters(), bindings));
    }

    private Map<TypeVariable<?>, Resolved> bindings() {
        Map<TypeVariable<?>, Resolved> bindings = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            bindings.put(raw.getTypeParameters()[i], arguments.get(i));
        }
        return bindings;
    }

    private static Resolved of(Type type, Map<TypeVariable<?>, Resolved> bindings) {
        if (type instanceof Class<?> known) {
            return new Resolved(known, List.of());
        }
        if (type instanceof ParameterizedType generic) {
            return new Resolved((Class<?>) generic.getRawType(), all(generic.getActualTypeArguments(), bindings));
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0], bindings);
        }
        if (type instanceof TypeVariable<?> variable) {
            Resolved bound = bindings.get(variable);
            return bound == null ? new Resolved(erased(variable.getBounds()[0]), List.of()) : bound;
        }
        return new Resolved(erased(type), List.of());
    }

    private static List<Resolved> all(Type[] types, Map<TypeVariable<?>, Resolved> bindings) {
        List<Resolved> all = new ArrayList<>();
        for (Type each : types) {
            all.add(of(each, bindings));
        }
        return List.copyOf(all);
    }

    private static Class<?> erased(Type type) {
        if (type instanceof Class<?> known) {
            return known;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        if (type instanceof TypeVariable<?> variable) {
            return erased(variable.getBounds()[0]);
        }
        if (type instanceof GenericArrayType array) {
            return erased(array.getGenericComponentType()).arrayType();
        }
        throw new IllegalArgumentException("type " + type.getTypeName() + " is of an unknown kind: "
                + type.getClass().getName());
    }

    @Override
    public String toString() {
        if (arguments.isEmpty()) {
            return raw.getTypeName();
        }
        StringBuilder text = new StringBuilder(raw.getTypeName()).append('<');
        for (Resolved argument : arguments) {
            text.append(argument).append(',');
        }
        text.setCharAt(text.length() - 1, '>');
        return text.toString();
    }
}

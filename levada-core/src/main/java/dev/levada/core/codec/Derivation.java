package dev.levada.core.codec;

import dev.levada.api.codec.Codec;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the shape of one type and of all types in it, and writes down what it found. Used once, by one thread. */
final class Derivation {
    private static final int MAX_NESTED_TYPES = 100;

    private final Map<Class<?>, Codec<?>> given;
    private final AnyShape any;
    private final Map<Resolved, LaterShape> begun = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private int nestedTypes;

    Derivation(Map<Class<?>, Codec<?>> given, AnyShape any) {
        this.given = given;
        this.any = any;
    }

    /** @throws IllegalArgumentException if the type, or one in it, has no codec; it says where and what to do */
    Derived derive(Type type) {
        Resolved resolved = Resolved.of(type);
        Shape shape = shape(resolved, resolved.raw().getSimpleName());
        return new Derived(shape, text.toString());
    }

    private Shape shape(Resolved type, String path) {
        nestedTypes++;
        if (nestedTypes > MAX_NESTED_TYPES) {
            throw refused(type, path, "nests types without end");
        }
        Shape simple = simple(type.raw());
        Shape shape = simple == null ? composed(type, path) : simple;
        nestedTypes--;
        return shape;
    }

    private @Nullable Shape simple(Class<?> raw) {
        Codec<?> codec = given.get(raw);
        if (codec != null) {
            text.append("given ").append(raw.getName());
            return given(raw, codec);
        }
        Kind builtIn = BuiltIn.of(raw);
        if (builtIn == null) {
            return null;
        }
        text.append(builtIn.name());
        return builtIn.shape();
    }

    @SuppressWarnings("unchecked")
    private static <T> Shape given(Class<T> raw, Codec<?> codec) {
        return new GivenShape<>(raw, (Codec<T>) codec);
    }

    private Shape composed(Resolved type, String path) {
        Class<?> raw = type.raw();
        if (raw == List.class) {
            return new ListShape(argument("list", type, 0, path + "[]"), path);
        }
        if (raw == Set.class) {
            return new SetShape(argument("set", type, 0, path + "[]"), path);
        }
        if (raw == Map.class) {
            Shape key = argument("map", type, 0, path + "{key}");
            return new MapShape(key, argument("to", type, 1, path + "{value}"), path);
        }
        if (raw == Optional.class) {
            return new OptionalShape(argument("optional", type, 0, path));
        }
        if (raw.isEnum()) {
            return enumeration(raw);
        }
        if (raw.isRecord() || (raw.isInterface() && raw.isSealed())) {
            return named(type, path);
        }
        if (raw.isInterface() || raw == Object.class) {
            text.append("any ").append(raw.getName());
            return raw == Object.class ? any : new BoundedShape(raw, any);
        }
        throw refused(type, path, "has no codec");
    }

    private Shape argument(String kind, Resolved type, int index, String path) {
        text.append(kind).append('<');
        Shape shape = shape(type.argument(index), path);
        text.append('>');
        return shape;
    }

    private Shape enumeration(Class<?> raw) {
        EnumShape shape = EnumShape.of(raw);
        text.append("enum ").append(raw.getName());
        shape.constants().forEach(constant -> text.append(' ').append(constant.name()));
        return shape;
    }

    private Shape named(Resolved type, String path) {
        LaterShape known = begun.get(type);
        if (known != null) {
            text.append('^').append(type);
            return known.nearest();
        }
        LaterShape later = new LaterShape();
        begun.put(type, later);
        Shape shape = type.raw().isRecord() ? record(type, path) : sealed(type, path);
        later.become(shape);
        return shape;
    }

    private Shape record(Resolved type, String path) {
        text.append("record ").append(type).append('(');
        RecordComponent[] components = type.raw().getRecordComponents();
        List<Shape> shapes = new ArrayList<>();
        for (RecordComponent component : components) {
            text.append(component.getName()).append(':');
            shapes.add(shape(type.member(component.getGenericType()), path + "." + component.getName()));
            text.append(';');
        }
        text.append(')');
        return new RecordHandles(type.raw(), path).shape(List.of(components), shapes);
    }

    private Shape sealed(Resolved type, String path) {
        Map<Class<?>, Resolved> members = new TreeMap<>(Comparator.comparing(Class::getName));
        collect(type, members, path);
        text.append("sealed ").append(type).append('(');
        List<Shape> shapes = new ArrayList<>();
        for (Resolved member : members.values()) {
            shapes.add(shape(member, path + "." + member.raw().getSimpleName()));
            text.append(';');
        }
        text.append(')');
        return new SealedShape(type.raw(), List.copyOf(members.keySet()), List.copyOf(shapes));
    }

    private void collect(Resolved type, Map<Class<?>, Resolved> members, String path) {
        for (Class<?> subtype : type.raw().getPermittedSubclasses()) {
            Resolved member = type.permitted(subtype);
            if (subtype.isRecord() || subtype.isEnum() || given.containsKey(subtype)) {
                members.put(subtype, member);
            } else if (subtype.isInterface() && subtype.isSealed()) {
                collect(member, members, path);
            } else {
                throw refused(member, path, "is neither a record nor an enum nor a sealed interface");
            }
        }
    }

    private static IllegalArgumentException refused(Resolved type, String path, String why) {
        return new IllegalArgumentException(
                "%s: %s %s; make it a record, or give a Codec for it".formatted(path, type, why));
    }
}

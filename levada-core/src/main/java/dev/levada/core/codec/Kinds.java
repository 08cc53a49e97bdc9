package dev.levada.core.codec;

import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The kinds of values, found by the values' class, by tag or by name. Shared between threads. */
final class Kinds {
    private final Map<Class<?>, Codec<?>> given;
    private final @Nullable ClassLoader loader;
    private final AnyShape any = new AnyShape(this);
    private final Map<Integer, Kind> byTag = new HashMap<>();
    private final Map<String, Kind> givenByName = new HashMap<>();
    private final Map<String, Kind> derivedByName = new ConcurrentHashMap<>();
    private final ClassValue<Kind> byClass = new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
            return find(type);
        }
    };

    /** @param loader finds classes by name; null if values are only written */
    Kinds(Map<Class<?>, Codec<?>> given, @Nullable ClassLoader loader) {
        this.given = given;
        this.loader = loader;
        BuiltIn.KINDS.values().forEach(this::tag);
        tag(new Kind(Kind.LIST, List.class.getName(), 0, new ListShape(any, "a list")));
        tag(new Kind(Kind.SET, Set.class.getName(), 0, new SetShape(any, "a set")));
        tag(new Kind(Kind.MAP, Map.class.getName(), 0, new MapShape(any, any, "a map")));
        tag(new Kind(Kind.OPTIONAL, Optional.class.getName(), 0, new OptionalShape(any)));
        given.keySet().forEach(type -> {
            Kind kind = new Kind(Kind.GIVEN, type.getName(), 0, derive(type).shape());
            givenByName.put(kind.name(), kind);
        });
    }

    Derived derive(Type type) {
        return new Derivation(given, any).derive(type);
    }

    /** @throws IllegalArgumentException if values of the class cannot be written */
    Kind of(Class<?> type) {
        return byClass.get(type);
    }

    Kind tagged(int tag) {
        return known(byTag.get(tag), "tag", tag);
    }

    Kind given(String name) {
        return known(givenByName.get(name), "given codec for", name);
    }

    /** The kind of a record or an enum; other classes are not even initialized. */
    Kind derived(String name) {
        Kind kind = derivedByName.get(name);
        if (kind == null) {
            kind = known(load(name), "record or enum", name);
            derivedByName.put(name, kind);
        }
        return kind;
    }

    private static Kind known(@Nullable Kind kind, String what, Object which) {
        if (kind == null) {
            throw new CorruptBytesException("there is no %s %s".formatted(what, which));
        }
        return kind;
    }

    private @Nullable Kind load(String name) {
        Class<?> type = loaded(name);
        if (type == null || !(type.isRecord() || type.isEnum())) {
            return null;
        }
        try {
            Kind kind = of(type);
            return kind.tag() == Kind.DERIVED ? kind : null;
        } catch (IllegalArgumentException | LinkageError e) {
            throw Shape.corrupt("the bytes name class " + name + ", of which no value can have been written", e);
        }
    }

    private @Nullable Class<?> loaded(String name) {
        try {
            return loader == null || !isClassName(name) ? null : Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** Names come out of bytes that may be damaged, and loaders make file names of them. */
    private static boolean isClassName(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(each -> each == '.' || Character.isJavaIdentifierPart(each))
                && name.chars().noneMatch(Character::isIdentifierIgnorable);
    }

    private Kind find(Class<?> type) {
        if (given.containsKey(type)) {
            return given(type.getName());
        }
        Kind builtIn = BuiltIn.KINDS.get(type);
        if (builtIn != null) {
            return builtIn;
        }
        if (List.class.isAssignableFrom(type)) {
            return tagged(Kind.LIST);
        }
        if (Set.class.isAssignableFrom(type)) {
            return tagged(Kind.SET);
        }
        if (Map.class.isAssignableFrom(type)) {
            return tagged(Kind.MAP);
        }
        if (type == Optional.class) {
            return tagged(Kind.OPTIONAL);
        }
        return derived(type);
    }

    private Kind derived(Class<?> type) {
        Class<?> declared = Enum.class.isAssignableFrom(type) && !type.isEnum() ? type.getSuperclass() : type;
        if (!declared.isRecord() && !declared.isEnum()) {
            throw new IllegalArgumentException(
                    "a value of %s has no codec; make it a record, or give a Codec for it".formatted(type.getName()));
        }
        if (loader != null && loaded(declared.getName()) != declared) {
            throw new IllegalArgumentException(
                    "%s cannot be read back through class loader %s; use the one that loaded it"
                            .formatted(declared.getName(), loader));
        }
        Derived derived = derive(declared);
        return new Kind(Kind.DERIVED, declared.getName(), derived.fingerprint(), derived.shape());
    }

    private void tag(Kind kind) {
        byTag.put(kind.tag(), kind);
    }
}

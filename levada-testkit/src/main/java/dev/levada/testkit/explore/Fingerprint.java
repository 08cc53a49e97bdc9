package dev.levada.testkit.explore;

import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * 64 bits that tell states of a world apart: of all that can be reached from an object by fields that are not
 * transient. Equal contents give equal fingerprints, whatever the identity of objects and the order in which sets and
 * maps were filled; different ones give different fingerprints, but for about one in 10<sup>19</sup> pairs.
 *
 * <p>What an object in a cycle points back to counts as "something further up". Confined to one thread.
 */
final class Fingerprint {
    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long ABSENT = 0x1D8E4E27C47D124FL;
    private static final long FURTHER_UP = 0x2545F4914F6CDD1DL;

    private final Predicate<Class<?>> ignored;
    private final Function<Object, @Nullable String> names;
    private final Map<Class<?>, Shape> shapes = new LinkedHashMap<>();
    private final IdentityHashMap<Object, Long> seen = new IdentityHashMap<>();
    private final TreeMap<String, Object> named = new TreeMap<>();
    private final Set<String> done = new HashSet<>();

    /** How a class is looked at. */
    private record Shape(long number, boolean ignored, List<Field> fields) {}

    /**
     * Nothing looked at yet.
     *
     * @param ignored classes whose objects say nothing of the state
     * @param names the names of things that have one, and null for all others. What refers to a thing with a name is
     *     told apart by that name; the thing itself is looked at on its own, in the order of names as they show
     */
    Fingerprint(Predicate<Class<?>> ignored, Function<Object, @Nullable String> names) {
        this.ignored = ignored;
        this.names = names;
    }

    long of(Object root) {
        seen.clear();
        done.clear();
        long hash = value(root);
        while (!named.isEmpty()) {
            Map.Entry<String, Object> next = named.firstEntry();
            named.remove(next.getKey());
            hash += mix(
                    next.getKey().hashCode(),
                    contents(next.getValue(), shape(next.getValue().getClass())));
        }
        return hash;
    }

    private static long mix(long hash, long next) {
        long mixed = (hash ^ next) * 0xBF58476D1CE4E5B9L;
        mixed ^= mixed >>> 27;
        mixed *= 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private long value(@Nullable Object value) {
        if (value == null) {
            return ABSENT;
        }
        if (value instanceof String
                || (value instanceof Number && value.getClass().getName().startsWith("java.lang."))) {
            return mix(value.hashCode(), value instanceof Long number ? number : 1);
        }
        if (value instanceof Boolean || value instanceof Character || value instanceof Enum<?>) {
            return mix(SEED, value instanceof Enum<?> constant ? constant.name().hashCode() : value.hashCode());
        }
        Shape shape = shape(value.getClass());
        if (shape.ignored()) {
            return shape.number();
        }
        Long known = seen.get(value);
        if (known != null) {
            return known;
        }
        String name = names.apply(value);
        if (name != null) {
            if (done.add(name)) {
                named.put(name, value);
            }
            seen.put(value, (long) name.hashCode());
            return name.hashCode();
        }
        seen.put(value, FURTHER_UP);
        long hash = mix(shape.number(), contents(value, shape));
        seen.put(value, hash);
        return hash;
    }

    private long contents(Object value, Shape shape) {
        if (value.getClass().isArray()) {
            return array(value);
        }
        if (value instanceof Map<?, ?> map) {
            long sum = map.size();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                sum += mix(value(entry.getKey()), value(entry.getValue()));
            }
            return sum;
        }
        if (value instanceof Collection<?> all) {
            return value instanceof Set<?> ? anyOrder(all) : inOrder(all);
        }
        if (value instanceof Optional<?> optional) {
            return value(optional.orElse(null));
        }
        if (value instanceof AtomicReference<?> reference) {
            return value(reference.get());
        }
        if (value instanceof AtomicLong number) {
            return number.get();
        }
        if (value instanceof AtomicInteger || value instanceof AtomicBoolean) {
            return value.toString().hashCode();
        }
        return fields(value, shape);
    }

    private long anyOrder(Collection<?> all) {
        long sum = all.size();
        for (Object each : all) {
            sum += mix(SEED, value(each));
        }
        return sum;
    }

    private long inOrder(Collection<?> all) {
        long hash = all.size();
        for (Object each : all) {
            hash = mix(hash, value(each));
        }
        return hash;
    }

    private long array(Object array) {
        long hash = Array.getLength(array);
        if (array instanceof byte[] bytes) {
            for (byte each : bytes) {
                hash = hash * 31 + each;
            }
            return mix(SEED, hash);
        }
        int length = Array.getLength(array);
        for (int i = 0; i < length; i++) {
            hash = mix(hash, value(Array.get(array, i)));
        }
        return hash;
    }

    private long fields(Object value, Shape shape) {
        long hash = SEED;
        for (Field field : shape.fields()) {
            try {
                hash = mix(hash, field.getType() == long.class ? field.getLong(value) : value(field.get(value)));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("%s cannot be read: %s".formatted(field, e.getMessage()), e);
            }
        }
        return hash;
    }

    private Shape shape(Class<?> type) {
        Shape known = shapes.get(type);
        if (known == null) {
            known = newShape(type);
            shapes.put(type, known);
        }
        return known;
    }

    private Shape newShape(Class<?> type) {
        long number = mix(SEED, shapes.size() + 1);
        boolean none = type == Class.class
                || ClassLoader.class.isAssignableFrom(type)
                || VarHandle.class.isAssignableFrom(type)
                || ignored.test(type);
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; !none && each != null && !isOfJdk(each); each = each.getSuperclass()) {
            addFields(each, fields);
        }
        return new Shape(number, none, fields);
    }

    /** These keep their contents to themselves; those that matter are asked for them. */
    private static boolean isOfJdk(Class<?> type) {
        return type.isArray() || type.getClassLoader() == null;
    }

    private static void addFields(Class<?> type, List<Field> fields) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                field.setAccessible(true);
                fields.add(field);
            }
        }
    }
}

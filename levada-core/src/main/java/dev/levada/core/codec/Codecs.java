package dev.levada.core.codec;

import dev.levada.api.codec.Codec;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Derives codecs from types, and knows the codecs that the user gave for types from which none can be derived.
 *
 * <p>Derived for: records, also generic and recursive ones; enums; primitives and their boxes; {@code String},
 * {@code Instant}, {@code Duration}, {@code LocalDate}, {@code LocalTime}, {@code LocalDateTime}, {@code UUID},
 * {@code BigInteger}, {@code BigDecimal}; arrays of primitives; {@code List}, {@code Set}, {@code Map},
 * {@code Optional}; sealed interfaces of records, enums and sealed interfaces. A component of type {@code Object} or of
 * an open interface is written as {@link #any} does.
 *
 * <p>Equal values give equal bytes: sets and maps are written in the order of their elements' or keys' bytes, and read
 * back unmodifiable in that order. {@code float} and {@code double} are taken as {@code equals} of their boxes takes
 * them: one NaN, and -0.0 apart from 0.0. A record that overrides {@code equals} must keep to this: components with
 * different bytes, different records. Null is refused; {@code Optional} says that something may be absent.
 *
 * <p>Writing what cannot be written, such as null or values nested more than 256 deep, is an
 * {@link IllegalArgumentException}. Reading gives a value or a {@link dev.levada.api.codec.CorruptBytesException},
 * never anything else, whatever the bytes; a given codec is trusted to bound what it allocates and how deep it goes.
 *
 * <p>An instance is immutable and shared between threads. It keeps what it derived for {@link #any}; ask for a codec
 * once and keep it.
 */
public final class Codecs {
    private static final Codecs STANDARD = new Codecs(Codecs.class.getClassLoader());

    private final Map<Class<?>, Codec<?>> given;
    private final ClassLoader loader;
    private final Kinds kinds;

    /**
     * No given codecs yet.
     *
     * @param loader finds the records and enums that bytes of type {@code Object} name
     */
    public Codecs(ClassLoader loader) {
        this(new LinkedHashMap<>(), loader);
    }

    private Codecs(Map<Class<?>, Codec<?>> given, ClassLoader loader) {
        this.given = given;
        this.loader = loader;
        this.kinds = new Kinds(given, loader);
    }

    /**
     * The codec of a class, with {@code Object} or the bound for each of its type parameters.
     *
     * @throws IllegalArgumentException if none can be derived: it says for which type, where that was met, and what to
     *     do
     */
    public static <T> Codec<T> of(Class<T> type) {
        return STANDARD.codec(type);
    }

    /**
     * The codec of a type with its type arguments.
     *
     * @throws IllegalArgumentException as for a class
     */
    public static Codec<?> of(Type type) {
        return STANDARD.codec(type);
    }

    /** A codec of all values, whose bytes say of what type they are. */
    public static Codec<Object> any() {
        return STANDARD.codec(Object.class);
    }

    /** @param loader finds the records and enums that the bytes name; no other class is used, whatever the bytes say */
    public static Codec<Object> any(ClassLoader loader) {
        return new Codecs(loader).codec(Object.class);
    }

    /**
     * A number that is the same as long as the bytes of a type's values mean the same. It changes when a component or a
     * constant is renamed, added, moved, removed or retyped; not with the classes of values of type {@code Object},
     * whose bytes hold a fingerprint of their own; nor with given codecs, whose versions are the user's.
     */
    public static long fingerprint(Type type) {
        return STANDARD.fingerprintOf(type);
    }

    /** These codecs and one more, for exactly this class wherever it is met. */
    public <T> Codecs with(Class<T> type, Codec<T> codec) {
        if (type.isPrimitive()) {
            throw new IllegalArgumentException("a primitive has its own codec, none can be given for " + type);
        }
        Map<Class<?>, Codec<?>> more = new LinkedHashMap<>(given);
        more.put(type, codec);
        return new Codecs(more, loader);
    }

    /** As {@link #of(Class)}, with the given codecs. */
    @SuppressWarnings("unchecked") // a shape reads values of the type from which it was derived
    public <T> Codec<T> codec(Class<T> type) {
        return (Codec<T>) (Codec<?>) kinds.derive(type).shape();
    }

    /** As {@link #of(Type)}, with the given codecs. */
    public Codec<?> codec(Type type) {
        return kinds.derive(type).shape();
    }

    /** For values that follow each other: as {@link #any} with the given codecs, but shorter where types repeat. */
    public Succession succession() {
        return new Succession(kinds);
    }

    /** As {@link #fingerprint}, with the given codecs. */
    public long fingerprintOf(Type type) {
        return kinds.derive(type).fingerprint();
    }
}

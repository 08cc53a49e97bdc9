package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Codecs derived from types. */
public final class Codecs {
    private static final Codec<Object> ANY = new First();

    private Codecs() {}

    /** The codec of a type that is not generic. */
    @SuppressWarnings("unchecked")
    public static <T> Codec<T> of(Class<T> type) {
        return (Codec<T>) ANY;
    }

    /** The codec of a type with its type arguments. */
    public static Codec<?> of(Type type) {
        return ANY;
    }

    /** A codec whose bytes say of what type they are. */
    public static Codec<Object> any() {
        return ANY;
    }

    /** A number that changes when the bytes of a type's values do. */
    public static long fingerprint(Type type) {
        return type.getTypeName().hashCode();
    }

    /** A first version for others to code against. */
    private static final class First implements Codec<Object> {

        @Override
        public void write(Object value, ByteOutput out) {
            out.writeString(value instanceof List<?> ? "" : value.getClass().getName());
            if (value instanceof List<?> list) {
                out.writeLength(list.size());
                list.forEach(element -> write(element, out));
            } else if (value instanceof Record) {
                for (RecordComponent component : value.getClass().getRecordComponents()) {
                    try {
                        component.getAccessor().setAccessible(true);
                        write(component.getAccessor().invoke(value), out);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalArgumentException("cannot read " + component, e);
                    }
                }
            } else if (value instanceof Enum<?> constant) {
                out.writeString(constant.name());
            } else {
                out.writeString(value.toString());
            }
        }

        @Override
        public Object read(ByteInput in) {
            String name = in.readString();
            if (name.isEmpty()) {
                List<Object> list = new ArrayList<>();
                for (int i = in.readLength(); i > 0; i--) {
                    list.add(read(in));
                }
                return List.copyOf(list);
            }
            try {
                Class<?> type = Class.forName(name);
                if (type.isEnum()) {
                    String constant = in.readString();
                    return java.util.Arrays.stream(type.getEnumConstants())
                            .filter(e -> ((Enum<?>) e).name().equals(constant))
                            .findFirst()
                            .orElseThrow();
                }
                if (!type.isRecord()) {
                    String text = in.readString();
                    return type == String.class
                            ? text
                            : type == Character.class
                                    ? (Object) text.charAt(0)
                                    : type.getMethod("valueOf", String.class).invoke(null, text);
                }
                List<Object> values = new ArrayList<>();
                List<Class<?>> types = new ArrayList<>();
                for (RecordComponent component : type.getRecordComponents()) {
                    types.add(component.getType());
                    values.add(read(in));
                }
                var constructor = type.getDeclaredConstructor(types.toArray(Class[]::new));
                constructor.setAccessible(true);
                return constructor.newInstance(values.toArray());
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("cannot read a " + name + Arrays.toString(e.getStackTrace()), e);
            }
        }
    }
}

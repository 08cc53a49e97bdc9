package dev.levada.replication;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Reflection without checked exceptions. */
final class Reflection {

    private Reflection() {}

    /** What the method throws is thrown. */
    static @Nullable Object invoke(Method method, Object object, Object[] arguments) {
        try {
            method.setAccessible(true);
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            if (e.getCause() instanceof Error thrown) {
                throw thrown;
            }
            throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("%s cannot be called: %s".formatted(method, e.getMessage()), e);
        }
    }

    static @Nullable Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("%s cannot be read: %s".formatted(field, e.getMessage()), e);
        }
    }

    static void set(Field field, Object object, @Nullable Object value) {
        try {
            field.set(object, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("%s cannot be set: %s".formatted(field, e.getMessage()), e);
        }
    }
}

package dev.levada.core.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A later version of the program, in which one class has been changed: another one bears its name. */
final class Evolved extends ClassLoader {
    private final Class<?> variant;
    private final Class<?> original;

    private Evolved(Class<?> variant, Class<?> original) {
        super(variant.getClassLoader());
        this.variant = variant;
        this.original = original;
    }

    /** @param variant a top-level class in the same package, with a name of the same length */
    static Class<?> as(Class<?> variant, Class<?> original) {
        try {
            return new Evolved(variant, original).loadClass(original.getName());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(original.getName())) {
            return super.loadClass(name, resolve);
        }
        @Nullable Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
            return loaded;
        }
        String renamed = text(variant).replace(variant.getSimpleName(), original.getSimpleName());
        byte[] bytes = renamed.getBytes(StandardCharsets.ISO_8859_1);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private static String text(Class<?> type) {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            if (in == null) {
                throw new AssertionError("no class file of " + type);
            }
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

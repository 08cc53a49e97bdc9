package dev.levada.lint;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** Class files as they were loaded, each read once. */
final class ClassFiles {
    private final Map<Key, Optional<ClassFile>> files = new HashMap<>();
    private final Set<String> unreadable = new LinkedHashSet<>();

    private record Key(@Nullable ClassLoader loader, String internalName) {}

    /** The file of a class as another one sees it. */
    Optional<ClassFile> find(@Nullable ClassLoader loader, String internalName) {
        // Not computeIfAbsent: reading one asks for no other, but this is a cache that must not depend on it.
        Key key = new Key(loader, internalName);
        Optional<ClassFile> known = files.get(key);
        if (known == null) {
            known = read(loader, internalName);
            files.put(key, known);
        }
        return known;
    }

    private Optional<ClassFile> read(@Nullable ClassLoader loader, String internalName) {
        String resource = internalName + ".class";
        try (InputStream in = loader == null
                ? ClassLoader.getSystemResourceAsStream(resource)
                : loader.getResourceAsStream(resource)) {
            if (in == null) {
                unreadable.add("class %s: its loader does not give its bytes".formatted(named(internalName)));
                return Optional.empty();
            }
            return Optional.of(ClassFile.of(loader, new ClassReader(in)));
        } catch (IOException | IllegalArgumentException e) { // the latter for class files of a later Java
            unreadable.add("class %s: %s".formatted(named(internalName), e.getMessage()));
            return Optional.empty();
        }
    }

    /** What could not be read, a sentence each. */
    Set<String> unreadable() {
        return unreadable;
    }

    private static String named(String internalName) {
        return internalName.replace('/', '.');
    }
}

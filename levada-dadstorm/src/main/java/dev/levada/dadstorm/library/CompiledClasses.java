package dev.levada.dadstorm.library;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/** Keeps what the compiler writes, and loads it. */
final class CompiledClasses extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    CompiledClasses(JavaFileManager files) {
        super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
            @Override
            public OutputStream openOutputStream() {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                classes.put(className, bytes);
                return bytes;
            }
        };
    }

    Set<String> names() {
        return classes.keySet();
    }

    /** @param directory where the classes find their resources */
    ClassLoader loader(URL directory) {
        return new MemoryLoader(classes, directory);
    }

    private static final class MemoryLoader extends URLClassLoader {
        private static final String CLASS = ".class";

        private final Map<String, ByteArrayOutputStream> classes;

        MemoryLoader(Map<String, ByteArrayOutputStream> classes, URL directory) {
            super(new URL[] {directory}, new JdkClasses());
            this.classes = Map.copyOf(classes);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            ByteArrayOutputStream bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException("there is no class %s in the source".formatted(name));
            }
            return defineClass(name, bytes.toByteArray(), 0, bytes.size());
        }

        /** The byte code of the classes, too, for those who read it. */
        @Override
        public @Nullable InputStream getResourceAsStream(String name) {
            ByteArrayOutputStream bytes = name.endsWith(CLASS) ? classes.get(named(name)) : null;
            return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes.toByteArray());
        }

        private static String named(String resource) {
            return resource.substring(0, resource.length() - CLASS.length()).replace('/', '.');
        }
    }
}

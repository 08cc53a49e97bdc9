package dev.levada.dadstorm.library;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Opens libraries: jars, directories of classes, Java sources. */
final class LibraryReader {
    private static final String CLASS = ".class";

    private LibraryReader() {}

    /** Opens a jar or a directory. */
    static Library read(String name, Path path) throws IOException {
        URL[] urls = {path.toUri().toURL()};
        return new Library(name, new URLClassLoader(urls, new JdkClasses()), classes(path));
    }

    private static NavigableSet<String> classes(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                return classNames(
                        files.map(file -> path.relativize(file).toString().replace('\\', '/'))
                                .toList());
            }
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            return classNames(jar.stream().map(ZipEntry::getName).toList());
        }
    }

    private static NavigableSet<String> classNames(Collection<String> files) {
        NavigableSet<String> names = new TreeSet<>();
        files.stream()
                .filter(file -> file.endsWith(CLASS) && !file.startsWith("META-INF/"))
                .map(file -> file.substring(0, file.length() - CLASS.length()).replace('/', '.'))
                .forEach(names::add);
        return names;
    }
}

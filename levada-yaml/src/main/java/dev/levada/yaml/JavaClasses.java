package dev.levada.yaml;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The classes that a file can name: those of the command, and those of its own jars and directories. */
final class JavaClasses implements AutoCloseable {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader own;

    /** @throws IllegalArgumentException if one of the paths is not there */
    JavaClasses(List<Path> paths) {
        URL[] urls = paths.stream().map(JavaClasses::url).toArray(URL[]::new);
        own = new URLClassLoader(urls, JavaClasses.class.getClassLoader());
        if (urls.length > 0) {
            Thread.currentThread().setContextClassLoader(own); // where codecs look for the classes of records
        }
    }

    private static URL url(Path path) {
        if (!Files.isReadable(path)) {
            throw new IllegalArgumentException(
                    "there is no '%s' that can be read; name a jar or a directory of classes".formatted(path));
        }
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("'%s' has no address: %s".formatted(path, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
        try {
            own.close();
        } catch (IOException e) {
            throw new IllegalStateException("the jars of a pipeline cannot be closed: " + e.getMessage(), e);
        }
    }

    /**
     * A class.
     *
     * @param name as Java has it; inner classes behind {@code $}
     * @param kind what it must be
     * @throws IllegalArgumentException if it is not there, or something else
     */
    Class<?> find(String name, Class<?> kind) {
        try {
            Class<?> found = Class.forName(name, true, own);
            if (!kind.isAssignableFrom(found)) {
                throw new IllegalArgumentException(
                        "%s is no %s; it must implement %s".formatted(name, kind.getSimpleName(), kind.getName()));
            }
            return found;
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalArgumentException(
                    "there is no class '%s' on the class path; name its jar under 'classes', and inner classes as Outer$Inner"
                            .formatted(name),
                    e);
        }
    }

    ClassLoader loader() {
        return own;
    }

    /**
     * Makes objects of a class, each time a new one.
     *
     * @param kind what they are, too
     * @param arguments as texts, one for each parameter of the constructor
     * @throws IllegalArgumentException if no constructor takes them, or the first object cannot be made
     */
    static <T> Supplier<T> maker(Class<?> type, Class<T> kind, List<String> arguments) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == arguments.size()) {
                Object[] values = values(constructor, arguments);
                Supplier<T> maker = () -> kind.cast(made(constructor, values));
                T unused = maker.get(); // so that a constructor that fails is told now
                return maker;
            }
        }
        throw new IllegalArgumentException(
                "%s has no constructor of %d parameters; 'args' gives a text for each parameter"
                        .formatted(type.getName(), arguments.size()));
    }

    private static Object[] values(Constructor<?> constructor, List<String> arguments) {
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            Class<?> wanted = constructor.getParameterTypes()[i];
            values[i] = value(wanted, arguments.get(i), constructor);
        }
        return values;
    }

    private static Object value(Class<?> wanted, String text, Constructor<?> constructor) {
        if (wanted == String.class) {
            return text;
        }
        if (wanted == Path.class) {
            return Path.of(text);
        }
        try {
            if (wanted == int.class) {
                return Integer.valueOf(text);
            }
            if (wanted == long.class) {
                return Long.valueOf(text);
            }
            if (wanted == double.class) {
                return Double.valueOf(text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s takes a %s, and '%s' is none".formatted(constructor, wanted.getName(), text), e);
        }
        throw new IllegalArgumentException(
                "%s takes a %s; args can be texts, paths and numbers (String, Path, int, long, double)"
                        .formatted(constructor, wanted.getName()));
    }

    private static Object made(Constructor<?> constructor, Object[] values) {
        String name = constructor.getDeclaringClass().getName();
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("%s cannot be made: %s".formatted(name, e.getCause()), e);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "%s cannot be made: %s; make class and constructor public, or open the package to dev.levada.yaml"
                            .formatted(name, e.getMessage()),
                    e);
        }
    }

    /**
     * A method, by {@code CLASS::METHOD}.
     *
     * @throws IllegalArgumentException if there is none that makes something of a record
     */
    JavaMethod method(String reference) {
        int colons = reference.indexOf("::");
        Class<?> type = find(reference.substring(0, colons).strip(), Object.class);
        String name = reference.substring(colons + 2).strip();
        List<Method> fitting = Arrays.stream(type.getDeclaredMethods())
                .filter(each -> each.getName().equals(name) && each.getReturnType() != void.class)
                .filter(each -> each.getParameterCount() == (Modifier.isStatic(each.getModifiers()) ? 1 : 0))
                .toList();
        if (fitting.size() != 1) {
            throw new IllegalArgumentException(
                    "class %s has %d methods '%s' that make something of a record; there must be one: static with one parameter, or of the record itself with none"
                            .formatted(type.getName(), fitting.size(), name));
        }
        return JavaMethod.of(fitting.get(0));
    }

    /** The types that a class gives those of an interface that it implements: {@code Processor<Reading, Spike>}. */
    static List<Type> typesOf(Class<?> type, Class<?> wanted) {
        return typesOf(type, wanted, new LinkedHashMap<>());
    }

    private static List<Type> typesOf(Type type, Class<?> wanted, Map<TypeVariable<?>, Type> known) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            List<Type> arguments = Arrays.stream(generic.getActualTypeArguments())
                    .map(each -> known.getOrDefault(each, each))
                    .toList();
            if (raw == wanted) {
                return arguments;
            }
            Map<TypeVariable<?>, Type> inner = new LinkedHashMap<>();
            for (int i = 0; i < arguments.size(); i++) {
                inner.put(raw.getTypeParameters()[i], arguments.get(i));
            }
            return typesOf(raw, wanted, inner);
        }
        if (!(type instanceof Class<?> raw) || raw == Object.class) {
            return List.of();
        }
        List<Type> above = new ArrayList<>(List.of(raw.getGenericInterfaces()));
        if (raw.getGenericSuperclass() != null) {
            above.add(raw.getGenericSuperclass());
        }
        return above.stream()
                .map(each -> typesOf(each, wanted, known))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}

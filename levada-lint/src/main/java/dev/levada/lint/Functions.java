package dev.levada.lint;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.objectweb.asm.Type;

/**
 * Follows the objects that make up an operator to the user's functions in it: through the engine's own, through what
 * lambdas have captured, and through the fields of the user's objects.
 */
final class Functions {
    private static final int MAX_OBJECTS = 10_000;
    private static final int MAX_ELEMENTS = 1_000;
    private static final String LAMBDA = "$$Lambda";

    private final ClassFiles files;
    private final OwnCode own;
    private final CodeWalk walk;
    private final LambdaSites lambdas;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Step> open = new ArrayDeque<>();
    private final Set<String> unseen = new TreeSet<>();
    private Optional<StackTraceElement> at = Optional.empty();

    /** @param direct whether the engine itself holds it, so that it is a function */
    private record Step(Object object, boolean direct) {}

    Functions(ClassFiles files, OwnCode own, MethodScan scan) {
        this.files = files;
        this.own = own;
        this.walk = scan.walk();
        this.lambdas = new LambdaSites(files, scan);
    }

    /**
     * Looks at a function that the engine calls, or something that holds one.
     *
     * @param writtenAt the call that it was handed to, if that is known
     */
    void look(Object function, Optional<StackTraceElement> writtenAt) {
        at = writtenAt;
        add(function, true);
        while (!open.isEmpty()) {
            Step step = open.remove();
            look(step.object(), step.direct());
        }
    }

    /** What could not be followed, a sentence each. */
    Set<String> unseen() {
        return unseen;
    }

    private void add(Object object, boolean direct) {
        if (seen.size() >= MAX_OBJECTS) {
            unseen.add("objects beyond the first %d that make up an operator".formatted(MAX_OBJECTS));
        } else if (object != null && seen.add(object)) {
            open.add(new Step(object, direct));
        }
    }

    private void look(Object object, boolean direct) {
        Class<?> type = object.getClass();
        if (object instanceof Method method) {
            look(method);
        } else if (isPlatform(type)) {
            contents(object).forEach(each -> add(each, direct));
        } else {
            look(object, host(type), direct);
        }
    }

    private void look(Object object, String host, boolean direct) {
        boolean engine = OwnCode.isEngine(host);
        if (direct && !engine) {
            own.add(host);
        }
        if (engine ? !direct : !own.has(host)) {
            return; // a topology in a user's object leads to all other operators
        }
        Class<?> type = object.getClass();
        if (type.isHidden() && !engine) {
            lambdas.look(type, host, at);
        } else if (!engine) {
            files.find(type.getClassLoader(), host).ifPresent(walk::make);
        }
        fields(object, engine);
    }

    /** A method that is called by reflection, on an object that any constructor may have made. */
    private void look(Method method) {
        String owner = Type.getInternalName(method.getDeclaringClass());
        own.add(owner);
        files.find(method.getDeclaringClass().getClassLoader(), owner).ifPresent(file -> {
            file.method(method.getName(), Type.getMethodDescriptor(method)).ifPresent(found -> walk.reach(file, found));
            file.node().methods.stream()
                    .filter(each -> each.name.equals("<init>"))
                    .forEach(each -> walk.reach(file, each));
            walk.make(file);
        });
    }

    /** The class that an object is of, or for a lambda the one in which it is written. */
    private static String host(Class<?> type) {
        String name = Type.getInternalName(type);
        int mark = name.indexOf(LAMBDA);
        return mark < 0 ? name : name.substring(0, mark);
    }

    private static boolean isPlatform(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return type.isArray() || loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private static Stream<?> contents(Object object) {
        if (object instanceof Collection<?> all) {
            return all.stream().limit(MAX_ELEMENTS);
        }
        if (object instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .limit(MAX_ELEMENTS)
                    .flatMap(entry ->
                            Stream.of(Optional.ofNullable(entry.getKey()), Optional.ofNullable(entry.getValue())))
                    .flatMap(Optional::stream);
        }
        if (object instanceof Optional<?> optional) {
            return optional.stream();
        }
        if (object instanceof AtomicReference<?> reference) {
            return Stream.ofNullable(reference.get());
        }
        if (object instanceof Object[] array) {
            return Arrays.stream(array).limit(Math.min(MAX_ELEMENTS, Array.getLength(object)));
        }
        return Stream.of();
    }

    private void fields(Object object, boolean direct) {
        for (Class<?> type = object.getClass(); type != null && !isPlatform(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    value(object, field).ifPresent(value -> add(value, direct));
                }
            }
        }
    }

    private Optional<Object> value(Object object, Field field) {
        try {
            field.setAccessible(true);
            return Optional.ofNullable(field.get(object));
        } catch (InaccessibleObjectException | IllegalAccessException e) {
            unseen.add("what objects of class %s hold: module %s does not open package %s"
                    .formatted(
                            field.getDeclaringClass().getName(),
                            field.getDeclaringClass().getModule().getName(),
                            field.getDeclaringClass().getPackageName()));
            return Optional.empty();
        }
    }
}

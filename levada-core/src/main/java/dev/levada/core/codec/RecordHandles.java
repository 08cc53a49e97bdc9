package dev.levada.core.codec;

import static java.lang.invoke.MethodType.methodType;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the accessors and the constructor of one record together with its components' shapes: one method handle that
 * writes and one that reads, which the JIT compiles to straight code without boxes, arrays or a loop.
 */
final class RecordHandles {
    private static final MethodHandles.Lookup OWN = MethodHandles.lookup();
    private static final MethodType WRITER = methodType(void.class, Object.class, ByteOutput.class, int.class);
    private static final MethodType READER = methodType(Object.class, ByteInput.class, int.class);
    private static final int MAX_COMPONENTS = 120;
    private static final int COMPONENTS_PER_DEPTH = 8;

    private final Class<?> type;
    private final String path;

    /** @param path where the record was met, for messages */
    RecordHandles(Class<?> type, String path) {
        this.type = type;
        this.path = path;
    }

    /** @param shapes one for each component */
    RecordShape shape(List<RecordComponent> components, List<Shape> shapes) {
        if (components.size() > MAX_COMPONENTS) {
            throw new IllegalArgumentException(
                    "%s: record %s has %d components, a derived codec takes at most %d; make records of some of them"
                            .formatted(path, type.getName(), components.size(), MAX_COMPONENTS));
        }
        int depth = 1 + components.size() / COMPONENTS_PER_DEPTH;
        try {
            MethodHandles.Lookup access = access();
            MethodHandle writer = writer(access, components, shapes);
            return new RecordShape(type, depth, writer, reader(access, components, shapes));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(closed(), e);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    path + ": record " + type.getName() + " has no canonical constructor", e);
        }
    }

    /** A record that everyone may see needs no open package. */
    private MethodHandles.Lookup access() throws IllegalAccessException {
        Module here = RecordHandles.class.getModule();
        here.addReads(type.getModule());
        return type.getModule().isOpen(type.getPackageName(), here) ? MethodHandles.privateLookupIn(type, OWN) : OWN;
    }

    private String closed() {
        Module here = RecordHandles.class.getModule();
        return "%s: record %s is closed to its codec; add `opens %s%s;` to the module-info of %s, or give a Codec for it"
                .formatted(
                        path,
                        type.getName(),
                        type.getPackageName(),
                        here.isNamed() ? " to " + here.getName() : "",
                        type.getModule().getName());
    }

    private static MethodHandle writer(
            MethodHandles.Lookup access, List<RecordComponent> components, List<Shape> shapes)
            throws IllegalAccessException {
        if (components.isEmpty()) {
            return ComponentHandles.NOTHING_WRITER;
        }
        List<MethodHandle> steps = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            RecordComponent component = components.get(i);
            MethodHandle accessor = access.unreflect(component.getAccessor());
            steps.add(MethodHandles.filterArguments(ComponentHandles.writer(component, shapes.get(i)), 0, accessor));
        }
        return sequence(steps).asType(WRITER);
    }

    /** One after the other; halved again and again, which keeps the stack low. */
    private static MethodHandle sequence(List<MethodHandle> steps) {
        if (steps.size() == 1) {
            return steps.get(0);
        }
        int half = steps.size() / 2;
        return MethodHandles.foldArguments(
                sequence(steps.subList(half, steps.size())), sequence(steps.subList(0, half)));
    }

    /** Each component is read in its turn and handed on to the handle that reads the next. */
    private MethodHandle reader(MethodHandles.Lookup access, List<RecordComponent> components, List<Shape> shapes)
            throws IllegalAccessException, NoSuchMethodException {
        Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        MethodHandle constructor = access.findConstructor(type, methodType(void.class, types));
        MethodHandle reader = MethodHandles.dropArguments(constructor, types.length, ByteInput.class, int.class);
        for (int i = types.length - 1; i >= 0; i--) {
            reader = MethodHandles.foldArguments(reader, i, ComponentHandles.reader(types[i], shapes.get(i)));
        }
        if (types.length == 0) {
            reader = MethodHandles.foldArguments(reader, ComponentHandles.NOTHING_READER);
        }
        return reader.asType(READER);
    }
}

package dev.levada.lint;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Tells where a hash collection is gone through in a method that emits. */
final class HashOrder {
    private static final int MAX_STEPS = 6;
    private static final Set<String> HASHED = Set.of(
            "java/util/HashMap",
            "java/util/HashSet",
            "java/util/Hashtable",
            "java/util/IdentityHashMap",
            "java/util/WeakHashMap",
            "java/util/concurrent/ConcurrentHashMap");
    private static final Set<String> GOING_THROUGH = Set.of("iterator", "forEach", "stream", "toArray", "spliterator");
    private static final Set<String> VIEWS = Set.of("keySet", "entrySet", "values", "newKeySet");
    private static final Set<String> UNORDERED_MAKERS = Set.of("of", "copyOf", "ofEntries", "entry");
    private static final Set<String> UNORDERED_COLLECTORS =
            Set.of("toSet", "toUnmodifiableSet", "toMap", "toUnmodifiableMap", "groupingBy", "partitioningBy");
    private static final Set<String> EMITTERS =
            Set.of("dev/levada/api/operator/Emitter", "dev/levada/api/operator/Context");

    private final Map<ClassFile, Set<String>> hashFields = new HashMap<>();

    /** What is gone through, if a call does so with a hash collection in a method that emits. */
    Optional<String> at(MethodInsnNode call, Reached place, DataFlow flow) {
        if (!GOING_THROUGH.contains(call.name)
                || call.getOpcode() == Opcodes.INVOKESTATIC
                || !call.owner.startsWith("java/")
                || sorts(place.method())
                || !emits(place.file(), place.method(), 0)) {
            return Optional.empty();
        }
        return origin(flow.receiver(call), place, flow, 0);
    }

    private Optional<String> origin(Set<AbstractInsnNode> makers, Reached place, DataFlow flow, int steps) {
        return makers.stream()
                .flatMap(maker -> origin(maker, place, flow, steps).stream())
                .findFirst();
    }

    private Optional<String> origin(AbstractInsnNode maker, Reached place, DataFlow flow, int steps) {
        if (maker instanceof TypeInsnNode made && made.getOpcode() == Opcodes.NEW) {
            return hashed(made.desc);
        }
        if (maker instanceof FieldInsnNode field) {
            Optional<String> declared = hashed(Type.getType(field.desc).getInternalName());
            return declared.isPresent() || !isHashField(field, place.file())
                    ? declared
                    : Optional.of("hash collection");
        }
        if (!(maker instanceof MethodInsnNode call) || steps > MAX_STEPS) {
            return Optional.empty();
        }
        Optional<String> returned = hashed(Type.getReturnType(call.desc).getInternalName());
        if (returned.isPresent()) {
            return returned;
        }
        boolean ofInterface = call.owner.equals("java/util/Set") || call.owner.equals("java/util/Map");
        if (call.getOpcode() == Opcodes.INVOKESTATIC) {
            return (ofInterface && UNORDERED_MAKERS.contains(call.name))
                            || (call.owner.equals("java/util/stream/Collectors")
                                    && UNORDERED_COLLECTORS.contains(call.name)
                                    && !call.desc.contains("Supplier"))
                            || call.name.equals("newKeySet")
                    ? Optional.of(call.owner.substring(call.owner.lastIndexOf('/') + 1) + "." + call.name)
                    : Optional.empty();
        }
        if (call.name.equals("collect")) {
            return origin(flow.below(call, 0), place, flow, steps + 1);
        }
        return call.owner.startsWith("java/util/") && (VIEWS.contains(call.name) || GOING_THROUGH.contains(call.name))
                ? origin(flow.receiver(call), place, flow, steps + 1)
                : Optional.empty();
    }

    private static Optional<String> hashed(String internalName) {
        return HASHED.contains(internalName)
                ? Optional.of(internalName.substring(internalName.lastIndexOf('/') + 1))
                : Optional.empty();
    }

    /** Whether the class ever puts a hash collection into a field of its own. */
    private boolean isHashField(FieldInsnNode field, ClassFile file) {
        return field.owner.equals(file.name())
                && hashFields.computeIfAbsent(file, HashOrder::hashFields).contains(field.name);
    }

    private static Set<String> hashFields(ClassFile file) {
        Set<String> fields = new LinkedHashSet<>();
        for (MethodNode method : file.node().methods) {
            DataFlow flow = new DataFlow(file.name(), method);
            for (AbstractInsnNode each : method.instructions) {
                boolean puts = each.getOpcode() == Opcodes.PUTFIELD || each.getOpcode() == Opcodes.PUTSTATIC;
                if (puts
                        && flow.below(each, 0).stream()
                                .anyMatch(maker -> maker instanceof TypeInsnNode made && HASHED.contains(made.desc))) {
                    fields.add(((FieldInsnNode) each).name);
                }
            }
        }
        return fields;
    }

    private static boolean sorts(MethodNode method) {
        for (AbstractInsnNode each : method.instructions) {
            if (each instanceof MethodInsnNode call && (call.name.equals("sorted") || call.name.equals("sort"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean emits(ClassFile file, MethodNode method, int depth) {
        for (AbstractInsnNode each : method.instructions) {
            if (each instanceof MethodInsnNode call && isEmit(call.owner, call.name)) {
                return true;
            }
            if (each instanceof InvokeDynamicInsnNode lambda && depth < MAX_STEPS) {
                for (Object argument : lambda.bsmArgs) {
                    if (argument instanceof Handle handle && emits(file, handle, depth)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean emits(ClassFile file, Handle handle, int depth) {
        if (isEmit(handle.getOwner(), handle.getName())) {
            return true;
        }
        return handle.getOwner().equals(file.name())
                && handle.getName().startsWith("lambda$")
                && file.method(handle.getName(), handle.getDesc())
                        .filter(method -> emits(file, method, depth + 1))
                        .isPresent();
    }

    private static boolean isEmit(String owner, String name) {
        return name.equals("emit") && EMITTERS.contains(owner);
    }
}

package dev.levada.lint;

import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Tells where what static fields hold is changed. Static initializers may: they do the same in each process. */
final class StaticState {
    private static final Set<String> CHANGES = Set.of(
            "accumulate",
            "accumulateAndGet",
            "add",
            "addAll",
            "addAndGet",
            "addFirst",
            "addLast",
            "append",
            "clear",
            "compareAndSet",
            "compute",
            "computeIfAbsent",
            "computeIfPresent",
            "decrement",
            "decrementAndGet",
            "getAndAccumulate",
            "getAndAdd",
            "getAndDecrement",
            "getAndIncrement",
            "getAndSet",
            "getAndUpdate",
            "increment",
            "incrementAndGet",
            "insert",
            "lazySet",
            "merge",
            "nextBoolean",
            "nextBytes",
            "nextDouble",
            "nextFloat",
            "nextGaussian",
            "nextInt",
            "nextLong",
            "offer",
            "offerFirst",
            "offerLast",
            "poll",
            "pollFirst",
            "pollLast",
            "pop",
            "push",
            "put",
            "putAll",
            "putIfAbsent",
            "remove",
            "removeAll",
            "removeFirst",
            "removeIf",
            "removeLast",
            "replace",
            "replaceAll",
            "retainAll",
            "set",
            "setLength",
            "sort",
            "updateAndGet");

    private StaticState() {}

    /** The static field that an instruction changes, if it does. */
    static Optional<FieldInsnNode> changedAt(AbstractInsnNode instruction, DataFlow flow) {
        if (instruction instanceof FieldInsnNode field && field.getOpcode() == Opcodes.PUTSTATIC) {
            return Optional.of(field);
        }
        int opcode = instruction.getOpcode();
        if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
            return staticField(flow.below(instruction, 2));
        }
        if (instruction instanceof MethodInsnNode call
                && opcode != Opcodes.INVOKESTATIC
                && CHANGES.contains(call.name)
                && isChangeable(call.owner)) {
            return staticField(flow.receiver(call));
        }
        return Optional.empty();
    }

    private static boolean isChangeable(String owner) {
        return owner.startsWith("java/util/")
                || owner.equals("java/lang/StringBuilder")
                || owner.equals("java/lang/StringBuffer");
    }

    private static Optional<FieldInsnNode> staticField(Set<AbstractInsnNode> makers) {
        return makers.stream()
                .filter(maker -> maker.getOpcode() == Opcodes.GETSTATIC)
                .map(FieldInsnNode.class::cast)
                .findFirst();
    }
}

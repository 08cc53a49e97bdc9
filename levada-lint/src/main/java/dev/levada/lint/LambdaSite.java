package dev.levada.lint;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A place where a lambda or a method reference is made.
 *
 * @param functionalInterface its internal name
 * @param captured the descriptors of what is captured, one after the other
 * @param code what a call of the object calls
 * @param line that of the call to which it is handed, if it is at once; 0 if not known
 */
record LambdaSite(String functionalInterface, String captured, Handle code, int line) {
    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

    /** All in a method, in their order. */
    static List<LambdaSite> in(MethodNode method) {
        List<LambdaSite> sites = new ArrayList<>();
        int line = 0;
        for (AbstractInsnNode each : method.instructions) {
            if (each instanceof LineNumberNode number) {
                line = number.line;
            } else if (each instanceof InvokeDynamicInsnNode instruction && isLambda(instruction)) {
                sites.add(of(instruction, line));
            }
        }
        return sites;
    }

    static boolean isLambda(InvokeDynamicInsnNode instruction) {
        return instruction.bsm.getOwner().equals(FACTORY);
    }

    /** @param line of what came before: in a chain of calls, often that of the call before */
    static LambdaSite of(InvokeDynamicInsnNode instruction, int line) {
        String descriptor = instruction.desc;
        return new LambdaSite(
                Type.getReturnType(descriptor).getInternalName(),
                descriptor.substring(1, descriptor.indexOf(')')),
                (Handle) instruction.bsmArgs[1],
                lineOfCall(instruction, line));
    }

    private static int lineOfCall(InvokeDynamicInsnNode instruction, int before) {
        int line = before;
        AbstractInsnNode next = instruction.getNext();
        while (next != null && next.getOpcode() < 0) {
            line = next instanceof LineNumberNode number ? number.line : line;
            next = next.getNext();
        }
        return next instanceof MethodInsnNode ? line : before;
    }
}

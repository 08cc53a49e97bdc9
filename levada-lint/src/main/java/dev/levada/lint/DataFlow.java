package dev.levada.lint;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceValue;

/** Where the values in one method come from. Worked out when it is first asked. */
final class DataFlow {
    private static final int MAX_INSTRUCTIONS = 20_000;

    private final String owner;
    private final MethodNode method;
    private Frame<SourceValue> @Nullable [] frames;
    private boolean analyzed;

    DataFlow(String owner, MethodNode method) {
        this.owner = owner;
        this.method = method;
    }

    /** The instructions that made what a method is called on. */
    Set<AbstractInsnNode> receiver(MethodInsnNode call) {
        return below(call, Type.getArgumentTypes(call.desc).length);
    }

    /**
     * The instructions that made a value.
     *
     * @param depth how many values lie on it, from 0
     */
    Set<AbstractInsnNode> below(AbstractInsnNode instruction, int depth) {
        Frame<SourceValue> frame = frame(instruction);
        if (frame == null || frame.getStackSize() <= depth) {
            return Set.of();
        }
        return frame.getStack(frame.getStackSize() - 1 - depth).insns;
    }

    private @Nullable Frame<SourceValue> frame(AbstractInsnNode instruction) {
        if (!analyzed) {
            analyzed = true;
            frames = analyze();
        }
        // Code that is never reached has no frame.
        return frames == null ? null : frames[method.instructions.indexOf(instruction)];
    }

    private Frame<SourceValue> @Nullable [] analyze() {
        if (method.instructions.size() > MAX_INSTRUCTIONS) {
            return null;
        }
        try {
            return new Analyzer<>(new Origins()).analyze(owner, method);
        } catch (AnalyzerException e) {
            return null; // code that the JVM would not load either
        }
    }
}

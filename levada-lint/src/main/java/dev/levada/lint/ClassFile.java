package dev.levada.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class, read.
 *
 * @param loader where the classes that it names are looked up; null for the one of the JDK
 */
record ClassFile(@Nullable ClassLoader loader, ClassNode node) {
    private static final String ASSUMED = "Ldev/levada/api/operator/AssumeDeterministic;";

    static ClassFile of(@Nullable ClassLoader loader, ClassReader bytes) {
        ClassNode node = new ClassNode(Opcodes.ASM9);
        bytes.accept(node, ClassReader.SKIP_FRAMES);
        return new ClassFile(loader, node);
    }

    String name() {
        return node.name;
    }

    /** Its superclass and its interfaces. */
    List<String> supers() {
        List<String> all = new ArrayList<>(node.interfaces);
        if (node.superName != null) {
            all.add(0, node.superName);
        }
        return all;
    }

    /** Whether there are objects of just this class. */
    boolean isConcrete() {
        return (node.access & (Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT)) == 0;
    }

    Optional<MethodNode> method(String name, String descriptor) {
        return node.methods.stream()
                .filter(each -> each.name.equals(name) && each.desc.equals(descriptor))
                .findFirst();
    }

    /** The source file with the path of its package. */
    String source() {
        String directory = node.name.substring(0, node.name.lastIndexOf('/') + 1);
        return directory + (node.sourceFile == null ? "unknown" : node.sourceFile);
    }

    /** The name as people write it. */
    String title() {
        return node.name.replace('/', '.');
    }

    /** The reason for which all of it is taken on trust, if it is. */
    Optional<String> assumed() {
        return reason(node.visibleAnnotations, node.invisibleAnnotations);
    }

    static Optional<String> assumed(MethodNode method) {
        return reason(method.visibleAnnotations, method.invisibleAnnotations);
    }

    /** The same of a static field. */
    Optional<String> assumedField(String name) {
        return node.fields.stream()
                .filter(field -> field.name.equals(name))
                .findFirst()
                .flatMap((FieldNode field) -> reason(field.visibleAnnotations, field.invisibleAnnotations));
    }

    private static Optional<String> reason(
            @Nullable List<AnnotationNode> visible, @Nullable List<AnnotationNode> invisible) {
        return Stream.of(Optional.ofNullable(visible), Optional.ofNullable(invisible))
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .filter(annotation -> annotation.desc.equals(ASSUMED))
                .map(annotation -> String.valueOf(annotation.values.get(1)))
                .filter(reason -> !reason.isBlank())
                .findFirst();
    }
}

package dev.levada.lint;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the code of a lambda or method reference, given the object. The object does not tell which it is; but the class
 * in which it is written does, as the JVM makes it of an instruction there that names the interface and the types of
 * what is captured. If several fit, those in the line are read where the operator was written, or else all of them.
 */
final class LambdaSites {
    private final ClassFiles files;
    private final MethodScan scan;

    LambdaSites(ClassFiles files, MethodScan scan) {
        this.files = files;
        this.scan = scan;
    }

    private record Made(MethodNode in, LambdaSite site) {}

    /**
     * Reads the code of a lambda.
     *
     * @param host the class in which it is written
     * @param at the call that the object was handed to, perhaps where it was made
     */
    void look(Class<?> lambda, String host, Optional<StackTraceElement> at) {
        List<String> interfaces =
                Arrays.stream(lambda.getInterfaces()).map(Type::getInternalName).toList();
        String captured = Arrays.stream(lambda.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .sorted(Comparator.comparingInt(LambdaSites::position))
                .map(field -> Type.getDescriptor(field.getType()))
                .collect(Collectors.joining());
        files.find(lambda.getClassLoader(), host).ifPresent(file -> {
            List<Made> fitting = file.node().methods.stream()
                    .flatMap(method -> LambdaSite.in(method).stream().map(site -> new Made(method, site)))
                    .filter(made -> interfaces.contains(made.site().functionalInterface())
                            && made.site().captured().equals(captured))
                    .toList();
            narrowed(file, fitting, at).forEach(made -> scan.readFunction(made.site(), new Reached(file, made.in())));
        });
    }

    /** Those made in the very line in which the operator was written, if there are any. */
    private static List<Made> narrowed(ClassFile file, List<Made> fitting, Optional<StackTraceElement> at) {
        List<Made> there = fitting.stream()
                .filter(made -> at.isPresent()
                        && at.get().getClassName().equals(file.title())
                        && at.get().getMethodName().equals(made.in().name)
                        && at.get().getLineNumber() == made.site().line())
                .toList();
        return there.isEmpty() ? fitting : there;
    }

    /** They are called arg$1, arg$2, ... */
    private static int position(Field field) {
        String digits = field.getName().replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}

package dev.levada.lint;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the code of a lambda or method reference, given the object. The object does not tell which it is; but the class
 * in which it is written does, as the JVM makes it of an instruction there that names the interface and the types of
 * what is captured. If several fit, each of them is read.
 */
final class LambdaSites {
    private final ClassFiles files;
    private final MethodScan scan;

    LambdaSites(ClassFiles files, MethodScan scan) {
        this.files = files;
        this.scan = scan;
    }

    /** @param host the class in which it is written */
    void look(Class<?> lambda, String host) {
        List<String> interfaces =
                Arrays.stream(lambda.getInterfaces()).map(Type::getInternalName).toList();
        String captured = Arrays.stream(lambda.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .sorted(Comparator.comparingInt(LambdaSites::position))
                .map(field -> Type.getDescriptor(field.getType()))
                .collect(Collectors.joining());
        files.find(lambda.getClassLoader(), host)
                .ifPresent(file -> file.node().methods.forEach(method -> look(file, method, interfaces, captured)));
    }

    private void look(ClassFile file, MethodNode method, List<String> interfaces, String captured) {
        LambdaSite.in(method).stream()
                .filter(site -> interfaces.contains(site.functionalInterface())
                        && site.captured().equals(captured))
                .forEach(site -> scan.readFunction(site, new Reached(file, method)));
    }

    /** They are called arg$1, arg$2, ... */
    private static int position(Field field) {
        String digits = field.getName().replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}

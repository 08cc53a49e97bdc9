package dev.levada.dadstorm.library;

import dev.levada.dadstorm.language.OperatorSpec;
import dev.levada.dadstorm.language.Problem;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks for what one CUSTOM operator names in its library. */
final class MethodFinder {
    private static final int MAX_SHOWN = 5;

    private final Library library;
    private final OperatorSpec.Custom spec;
    private final Consumer<Problem> problems;

    MethodFinder(Library library, OperatorSpec.Custom spec, Consumer<Problem> problems) {
        this.library = library;
        this.spec = spec;
        this.problems = problems;
    }

    /** Returns nothing if there is no such method, which is then told. */
    Optional<CustomCode> find() {
        List<String> named = library.classesNamed(spec.className());
        if (named.isEmpty()) {
            return tell(
                    "library '%s' has no class '%s'".formatted(library.name(), spec.className()),
                    library.classes().isEmpty() ? "it has no classes at all" : "it has " + shown(library.classes()));
        }
        if (named.size() > 1) {
            return tell(
                    "library '%s' has several classes '%s'".formatted(library.name(), spec.className()),
                    "write one of " + shown(named));
        }
        try {
            return find(library.loader().loadClass(named.get(0)));
        } catch (ClassNotFoundException | LinkageError e) {
            return tell(
                    "class %s of library '%s' cannot be loaded: %s".formatted(named.get(0), library.name(), e),
                    "is all that it needs in the library, and compiled for Java "
                            + Runtime.version().feature() + " or earlier?");
        }
    }

    private Optional<CustomCode> find(Class<?> type) {
        String wanted = Signature.WANTED.formatted(spec.method());
        List<Method> named = named(type, spec.method());
        if (named.isEmpty()) {
            return tell(
                    "class %s has no public method '%s'".formatted(type.getName(), spec.method()), "declare " + wanted);
        }
        List<Method> fitting = named.stream().filter(Signature::fits).toList();
        if (fitting.size() != 1) {
            return tell(
                    "class %s has %s: %s"
                            .formatted(
                                    type.getName(),
                                    fitting.isEmpty() ? "a method of the wrong signature" : "several methods that fit",
                                    shown(named.stream()
                                            .map(Method::toGenericString)
                                            .toList())),
                    "declare one " + wanted);
        }
        return usable(type, fitting.get(0));
    }

    private Optional<CustomCode> usable(Class<?> type, Method method) {
        if (!isPublic(type)) {
            return tell("class %s is not public".formatted(type.getName()), "declare it public");
        }
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        if (!isStatic && (Modifier.isAbstract(type.getModifiers()) || !hasPlainConstructor(type))) {
            return tell(
                    "class %s has no public constructor without parameters".formatted(type.getName()),
                    "declare one, or make the method static");
        }
        return Optional.of(new CustomCode(type, method));
    }

    /** The methods of a name, or, as .NET and Java begin them differently, with the other case of its first letter. */
    private static List<Method> named(Class<?> type, String name) {
        List<Method> exact = exactlyNamed(type, name);
        return exact.isEmpty() ? exactlyNamed(type, withOtherFirstCase(name)) : exact;
    }

    private static List<Method> exactlyNamed(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .toList();
    }

    private static String withOtherFirstCase(String name) {
        char first = name.charAt(0);
        char other = Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first);
        return other + name.substring(1);
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> enclosing = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (enclosing == null || isPublic(enclosing));
    }

    private static boolean hasPlainConstructor(Class<?> type) {
        return Arrays.stream(type.getConstructors()).anyMatch(constructor -> constructor.getParameterCount() == 0);
    }

    private static String shown(Collection<String> names) {
        List<String> first = names.stream().limit(MAX_SHOWN).toList();
        return String.join(", ", first) + (names.size() > MAX_SHOWN ? ", ..." : "");
    }

    private Optional<CustomCode> tell(String message, String remedy) {
        problems.accept(new Problem(spec.position(), Problem.Severity.ERROR, message, remedy));
        return Optional.empty();
    }
}

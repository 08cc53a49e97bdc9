package dev.levada.lint;

import org.objectweb.asm.tree.MethodNode;

/** A method that some function calls. */
record Reached(ClassFile file, MethodNode method) {

    boolean isInitializer() {
        return method.name.equals("<clinit>");
    }

    /** The name as people know it: that of the method a lambda stands in, and none of the compiler's. */
    String title() {
        String name = method.name;
        if (name.startsWith("lambda$")) {
            String enclosing = name.substring("lambda$".length(), Math.max("lambda$".length(), name.lastIndexOf('$')));
            return switch (enclosing) {
                case "new" -> "(a lambda in the constructor)";
                case "static" -> "(a lambda in the static initializer)";
                default -> "%s (a lambda)".formatted(enclosing);
            };
        }
        return switch (name) {
            case "<init>" -> "(constructor)";
            case "<clinit>" -> "(static initializer)";
            default -> name;
        };
    }
}

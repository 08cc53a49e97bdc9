package dev.levada.api.annotation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Gets hold of methods, private ones included. */
final class Access {
    private static final Module HERE = Access.class.getModule();

    private Access() {}

    /** @throws IllegalArgumentException if the method's module keeps its package to itself */
    static MethodHandle to(Method method) {
        Class<?> owner = method.getDeclaringClass();
        HERE.addReads(owner.getModule());
        try {
            return isPublic(method)
                    ? MethodHandles.lookup().unreflect(method)
                    : MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                            .unreflect(method);
        } catch (IllegalAccessException closed) {
            throw new IllegalArgumentException(
                    "method %s of class %s cannot be called: its module %s does not open package %s; add 'opens %s to %s;' to its module-info"
                            .formatted(
                                    method.getName(),
                                    owner.getName(),
                                    owner.getModule().getName(),
                                    owner.getPackageName(),
                                    owner.getPackageName(),
                                    HERE.getName()),
                    closed);
        }
    }

    private static boolean isPublic(Method method) {
        Class<?> owner = method.getDeclaringClass();
        return Modifier.isPublic(method.getModifiers())
                && Modifier.isPublic(owner.getModifiers())
                && owner.getModule().isExported(owner.getPackageName(), HERE);
    }
}

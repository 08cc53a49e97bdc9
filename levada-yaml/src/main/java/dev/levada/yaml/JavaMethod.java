package dev.levada.yaml;

import dev.levada.yaml.row.Shape;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;

/**
 * A method of a user's class that makes something of a record: a static one with one parameter, or one of the record
 * itself with none.
 */
record JavaMethod(Type takes, Type gives, MethodHandle handle, String name) {

    /** @throws IllegalArgumentException if it may not be called */
    static JavaMethod of(Method method) {
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        String name = method.getDeclaringClass().getName() + "::" + method.getName();
        try {
            method.setAccessible(true);
            return new JavaMethod(
                    isStatic ? method.getGenericParameterTypes()[0] : method.getDeclaringClass(),
                    method.getGenericReturnType(),
                    MethodHandles.lookup().unreflect(method),
                    name);
        } catch (IllegalAccessException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "%s may not be called: %s; make class and method public, or open the package to dev.levada.yaml"
                            .formatted(name, e.getMessage()),
                    e);
        }
    }

    Object call(Object each) throws Exception {
        try {
            return handle.invoke(each);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("%s failed: %s".formatted(name, e.getMessage()), e);
        }
    }

    boolean takes(Shape shape) {
        return Shape.raw(takes).isAssignableFrom(shape.java());
    }
}

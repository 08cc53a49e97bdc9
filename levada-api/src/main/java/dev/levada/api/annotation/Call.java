package dev.levada.api.annotation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;

/** A method that is called with one value. */
final class Call {
    private final MethodHandle handle;

    private Call(MethodHandle handle) {
        this.handle = handle.asType(MethodType.genericMethodType(1));
    }

    /** The handle of a method, on an object if it is not static. */
    static MethodHandle handle(Method method, Object annotated) {
        MethodHandle handle = Access.to(method);
        return Modifier.isStatic(method.getModifiers()) ? handle : handle.bindTo(annotated);
    }

    /** A call whose value is the first argument, with fixed ones after it. */
    static Call of(MethodHandle handle, Object... others) {
        return new Call(MethodHandles.insertArguments(handle, 1, others));
    }

    /** A call that does not use the value. */
    static Call ofNothing(MethodHandle handle) {
        return new Call(MethodHandles.dropArguments(handle, 0, Object.class));
    }

    /** What the method returns; null if it is void. */
    Object with(Object value) throws Exception {
        try {
            return handle.invokeExact(value);
        } catch (Exception | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new UndeclaredThrowableException(thrown, "a method threw what is no exception");
        }
    }
}

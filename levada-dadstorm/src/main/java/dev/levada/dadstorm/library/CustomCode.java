package dev.levada.dadstorm.library;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user's method, found and checked. Any thread may ask for instances. */
public final class CustomCode {
    private final Class<?> type;
    private final Method method;

    CustomCode(Class<?> type, Method method) {
        this.type = type;
        this.method = method;
    }

    /**
     * The method on a new object, or as it is if it is static.
     *
     * @throws Exception whatever the constructor throws
     */
    public TupleFunction newInstance() throws Exception {
        Object object = Modifier.isStatic(method.getModifiers()) ? type : construct();
        // The method may change the list that it is given; the tuple belongs to other operators, too.
        return tuple -> tuples(call(object, new ArrayList<>(tuple)));
    }

    private Object construct() throws Exception {
        try {
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw causeOf(e);
        }
    }

    private Object call(Object object, List<String> tuple) throws Exception {
        Object result;
        try {
            result = method.invoke(object, tuple);
        } catch (InvocationTargetException e) {
            throw causeOf(e);
        }
        if (result == null) {
            throw new IllegalStateException("%s returned null; an empty list emits nothing".formatted(this));
        }
        return result;
    }

    private List<List<String>> tuples(Object result) {
        List<List<String>> tuples = new ArrayList<>();
        for (Object tuple : (List<?>) result) {
            if (!(tuple instanceof List<?> fields)) {
                throw new IllegalStateException("%s returned %s in place of a tuple; each has to be a list of strings"
                        .formatted(this, kindOf(tuple)));
            }
            tuples.add(tuple(fields));
        }
        return tuples;
    }

    private List<String> tuple(List<?> fields) {
        List<String> tuple = new ArrayList<>(fields.size());
        for (Object field : fields) {
            if (!(field instanceof String text)) {
                throw new IllegalStateException(
                        "%s returned a tuple with %s in it; fields are strings".formatted(this, kindOf(field)));
            }
            tuple.add(text);
        }
        return Collections.unmodifiableList(tuple);
    }

    private Exception causeOf(InvocationTargetException thrown) {
        Throwable cause = thrown.getCause();
        if (cause instanceof Exception exception) {
            return exception;
        }
        if (cause instanceof StackOverflowError || cause instanceof LinkageError || cause instanceof AssertionError) {
            // The user's own mistake, for the operator's error policy; other errors are the process's.
            return new IllegalStateException("%s threw %s".formatted(this, cause), cause);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return thrown;
    }

    private static String kindOf(@Nullable Object object) {
        return object == null ? "null" : "a " + object.getClass().getSimpleName();
    }

    @Override
    public String toString() {
        return type.getName() + "." + method.getName();
    }
}

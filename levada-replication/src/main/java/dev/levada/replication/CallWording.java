package dev.levada.replication;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.core.codec.Codecs;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How calls of an interface's methods become bytes. A method is named with the types of its parameters, so members and
 * callers agree whatever the order in which reflection gives the methods.
 */
final class CallWording {
    private final Map<String, Call> calls = new TreeMap<>();

    /** What is known of a method. */
    record Call(
            Method method,
            boolean command,
            List<Codec<Object>> parameters,
            @Nullable Codec<Object> result) {}

    /**
     * Reads an interface.
     *
     * @throws IllegalArgumentException if it is none, or a method is neither a command nor a query, or both, or has a
     *     type that no codec can be derived for
     */
    CallWording(Class<?> type) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException(
                    "%s is no interface; callers get a proxy, which only an interface can have"
                            .formatted(type.getName()));
        }
        for (Method method : type.getMethods()) {
            if (!isClose(method)) {
                calls.put(name(method), call(method));
            }
        }
    }

    /** {@link AutoCloseable#close} ends the group, and is no call of the object. */
    static boolean isClose(Method method) {
        return method.getName().equals("close") && method.getParameterCount() == 0;
    }

    private static Call call(Method method) {
        boolean command = method.isAnnotationPresent(Command.class);
        if (command == method.isAnnotationPresent(Query.class)) {
            throw new IllegalArgumentException(
                    "%s must be a @Command, if it changes something, or a @Query, if not".formatted(method));
        }
        List<Codec<Object>> parameters = Arrays.stream(method.getGenericParameterTypes())
                .map(CallWording::codec)
                .toList();
        boolean isVoid = method.getReturnType() == void.class;
        return new Call(method, command, parameters, isVoid ? null : codec(method.getGenericReturnType()));
    }

    @SuppressWarnings("unchecked") // it is given values of that type alone
    private static Codec<Object> codec(Type type) {
        return (Codec<Object>) Codecs.of(type);
    }

    private static String name(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    Call of(Method method) {
        return of(name(method));
    }

    private Call of(String name) {
        Call call = calls.get(name);
        if (call == null) {
            throw new IllegalArgumentException(
                    "'%s' is no method of the replicated interface, which has %s".formatted(name, calls.keySet()));
        }
        return call;
    }

    byte[] bytes(Method method, Object @Nullable [] arguments) {
        Call call = of(method);
        ByteOutput out = new ByteOutput(64);
        out.writeString(name(method));
        for (int i = 0; i < call.parameters().size(); i++) {
            if (arguments == null || arguments[i] == null) {
                throw new IllegalArgumentException("argument %d of %s is null; use Optional".formatted(i + 1, method));
            }
            call.parameters().get(i).write(arguments[i], out);
        }
        return Wording.checked(out.toByteArray());
    }

    /** Calls the method that the bytes are of. */
    byte[] invoke(Object object, byte[] bytes, boolean command) {
        ByteInput in = new ByteInput(bytes);
        Call call = of(in.readString());
        if (call.command() != command) {
            throw new IllegalArgumentException("%s is %s".formatted(call.method(), command ? "a query" : "a command"));
        }
        List<Object> arguments = new ArrayList<>();
        call.parameters().forEach(codec -> arguments.add(codec.read(in)));
        return resultBytes(call, Reflection.invoke(call.method(), object, arguments.toArray()));
    }

    private static byte[] resultBytes(Call call, @Nullable Object result) {
        ByteOutput out = new ByteOutput(16);
        if (call.result() != null && result != null) {
            out.writeByte(1);
            call.result().write(result, out);
        } else {
            out.writeByte(0);
        }
        return out.toByteArray();
    }

    @Nullable
    Object result(Method method, byte[] bytes) {
        ByteInput in = new ByteInput(bytes);
        Codec<Object> codec = of(method).result();
        return in.readByte() == 0 || codec == null ? null : codec.read(in);
    }
}

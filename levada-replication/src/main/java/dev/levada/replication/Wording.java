package dev.levada.replication;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.core.codec.Codecs;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How commands and answers become bytes. Immutable. */
record Wording<C, R>(Codec<C> command, Codec<R> reply) {
    /** More does not fit into an entry. */
    static final int MAX_COMMAND_BYTES = 1024 * 1024;

    /**
     * Takes the types from what a machine's class says of its commands and answers.
     *
     * @throws IllegalArgumentException if it says no types, or such that no codec can be derived for
     */
    @SuppressWarnings("unchecked") // the class says that these are its types
    static <C, R> Wording<C, R> of(Class<?> machine) {
        ParameterizedType said = said(machine);
        if (said == null) {
            throw new IllegalArgumentException(
                    "%s does not say what its commands and answers are; declare it as 'implements StateMachine<Command, Reply>'"
                            .formatted(machine.getName()));
        }
        Type[] types = said.getActualTypeArguments();
        return new Wording<>((Codec<C>) Codecs.of(types[0]), (Codec<R>) Codecs.of(types[1]));
    }

    private static @Nullable ParameterizedType said(Class<?> machine) {
        Deque<Type> types = new ArrayDeque<>();
        types.add(machine);
        while (!types.isEmpty()) {
            Type type = types.remove();
            if (type instanceof ParameterizedType generic && generic.getRawType() == StateMachine.class) {
                return generic;
            }
            Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
            if (raw instanceof Class<?> named) {
                types.addAll(java.util.Arrays.asList(named.getGenericInterfaces()));
                if (named.getGenericSuperclass() != null) {
                    types.add(named.getGenericSuperclass());
                }
            }
        }
        return null;
    }

    byte[] commandBytes(C value) {
        return checked(bytes(command, value));
    }

    static byte[] checked(byte[] bytes) {
        if (bytes.length > MAX_COMMAND_BYTES) {
            throw new IllegalArgumentException("a command has at most %d bytes, this one has %d; send it in parts"
                    .formatted(MAX_COMMAND_BYTES, bytes.length));
        }
        return bytes;
    }

    C commandOf(byte[] bytes) {
        return command.read(new ByteInput(bytes));
    }

    byte[] replyBytes(R value) {
        return bytes(reply, value);
    }

    R replyOf(byte[] bytes) {
        return reply.read(new ByteInput(bytes));
    }

    private static <T> byte[] bytes(Codec<T> codec, T value) {
        ByteOutput out = new ByteOutput(64);
        codec.write(value, out);
        return out.toByteArray();
    }
}

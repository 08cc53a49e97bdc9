package dev.levada.node.remote;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.codec.Codecs;
import java.nio.ByteBuffer;

/**
 * The bytes of messages of one kind: a fingerprint of its form, then the message. Immutable.
 *
 * @param <T> a sealed interface of records
 */
public final class Messages<T> {
    private final String name;
    private final Codec<T> codec;
    private final long fingerprint;

    /** @param type that of all messages */
    public Messages(Class<T> type) {
        this.name = type.getSimpleName();
        this.codec = Codecs.of(type);
        this.fingerprint = Codecs.fingerprint(type);
    }

    public byte[] bytes(T message) {
        ByteOutput out = new ByteOutput(256);
        out.writeLong(fingerprint);
        codec.write(message, out);
        return out.toByteArray();
    }

    /** @throws CorruptBytesException if these are not the bytes of a message of this version */
    public T read(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        ByteInput in = new ByteInput(copy);
        long found = in.readLong();
        if (found != fingerprint) {
            throw new CorruptBytesException(
                    "a %s message has form %x, this version has %x; run the same version in all processes"
                            .formatted(name, found, fingerprint));
        }
        T message = codec.read(in);
        if (in.remaining() > 0) {
            throw new CorruptBytesException("%d bytes follow a %s message".formatted(in.remaining(), name));
        }
        return message;
    }
}

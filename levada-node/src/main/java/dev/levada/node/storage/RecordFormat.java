package dev.levada.node.storage;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.codec.Codecs;

/**
 * What the records of a {@link RecordLog} look like: each says by which version of its type it was written.
 *
 * @param version of the type
 * @param what one is, for people
 */
public record RecordFormat<T>(Codec<T> codec, long version, String what) {

    public static <T> RecordFormat<T> of(Class<T> type, String what) {
        return new RecordFormat<>(Codecs.of(type), Codecs.fingerprint(type), what);
    }

    public byte[] bytes(T value) {
        ByteOutput out = new ByteOutput(256);
        out.writeLong(version);
        codec.write(value, out);
        return out.toByteArray();
    }

    /** @throws CorruptBytesException if another version wrote it */
    public T read(byte[] record) {
        ByteInput in = new ByteInput(record);
        long format = in.readLong();
        if (format != version) {
            throw new CorruptBytesException(
                    "%s has format %x, this version reads %x; finish the job with the version that began it"
                            .formatted(what, format, version));
        }
        return codec.read(in);
    }
}

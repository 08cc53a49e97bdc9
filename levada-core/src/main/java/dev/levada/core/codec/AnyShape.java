package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;

/**
 * A value that says of what type it is: a tag; for records, enums and given types the class's name; for records and
 * enums also their fingerprint; then the value.
 */
final class AnyShape implements Shape {
    private final Kinds kinds;

    AnyShape(Kinds kinds) {
        this.kinds = kinds;
    }

    @Override
    public void write(Object value, ByteOutput out, int depth) {
        Kind kind = kinds.of(value.getClass());
        kind.writeHead(out);
        kind.shape().write(value, out, depth);
    }

    @Override
    public Object read(ByteInput in, int depth) {
        return readHead(in.readByte(), in).shape().read(in, depth);
    }

    /** What follows a tag that was read already, up to the value itself. */
    Kind readHead(int tag, ByteInput in) {
        return switch (tag) {
            case Kind.DERIVED -> derived(in);
            case Kind.GIVEN -> kinds.given(in.readString());
            default -> kinds.tagged(tag);
        };
    }

    private Kind derived(ByteInput in) {
        Kind kind = kinds.derived(in.readString());
        long fingerprint = in.readLong();
        if (fingerprint != kind.fingerprint()) {
            throw new CorruptBytesException("the bytes are of a %s with fingerprint %x, the class has %x now"
                    .formatted(kind.name(), fingerprint, kind.fingerprint()));
        }
        return kind;
    }
}

package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import org.jspecify.annotations.Nullable;

/**
 * Values one after the other, of any type: what type one is of is said only where the one before it was of another. Who
 * reads restarts where the writer did. Confined to one thread.
 */
public final class Succession {
    /** In place of a tag, which is never 0. */
    private static final int AS_BEFORE = 0;

    private final Kinds kinds;
    private final AnyShape any;
    private @Nullable Kind last;
    /** Of the value written last, so that its kind need not be looked up for the next one. */
    private @Nullable Class<?> lastType;

    Succession(Kinds kinds) {
        this.kinds = kinds;
        this.any = new AnyShape(kinds);
    }

    /** The next value stands by itself. */
    public void restart() {
        last = null;
        lastType = null;
    }

    /**
     * Appends a value.
     *
     * @throws IllegalArgumentException if it cannot be written; then nothing may follow it before a restart
     */
    public void write(Object value, ByteOutput out) {
        Kind kind = last;
        if (kind != null && value.getClass() == lastType) {
            out.writeByte(AS_BEFORE);
        } else {
            kind = writeKind(value.getClass(), out);
        }
        kind.shape().write(value, out);
    }

    private Kind writeKind(Class<?> type, ByteOutput out) {
        Kind kind = kinds.of(type);
        if (last != null && kind.tag() == last.tag() && kind.name().equals(last.name())) {
            out.writeByte(AS_BEFORE);
        } else {
            kind.writeHead(out);
        }
        last = kind;
        lastType = type;
        return kind;
    }

    /** @throws CorruptBytesException if the bytes hold no value */
    public Object read(ByteInput in) {
        int tag = in.readByte();
        Kind kind = tag == AS_BEFORE ? asBefore() : any.readHead(tag, in);
        last = kind;
        return kind.shape().read(in);
    }

    private Kind asBefore() {
        if (last == null) {
            throw new CorruptBytesException("a value says it is of the type of the one before, and there is none");
        }
        return last;
    }
}

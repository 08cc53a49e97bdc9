package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.CorruptBytesException;

/** Counts of elements, not believed before the elements are there. */
final class Counts {
    private static final int MAX_ROOM = 64;

    private Counts() {}

    /** Reads a count of elements, each of which takes at least one byte. */
    static int read(ByteInput in) {
        int count = in.readLength();
        if (count > in.remaining()) {
            throw new CorruptBytesException("%d elements expected, %d bytes are left".formatted(count, in.remaining()));
        }
        return count;
    }

    /** The room to start with: nested collections must not each reserve room for all bytes that are left. */
    static int room(int count) {
        return Math.min(count, MAX_ROOM);
    }
}

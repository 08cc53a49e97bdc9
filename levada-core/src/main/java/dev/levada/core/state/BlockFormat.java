package dev.levada.core.state;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import java.util.zip.CRC32C;

/**
 * What blocks look like: their number among the blocks of the view, items, and a checksum over both. The first block
 * has a head before its items; the last item is {@link #END}.
 */
final class BlockFormat {
    static final int VERSION = 1;

    /** No more items. */
    static final int END = 0;
    /** The items that follow are of the table whose number, in the head, comes here. */
    static final int TABLE = 1;
    /** A key and what it holds. */
    static final int ENTRY = 2;
    /** A key that holds nothing any more. */
    static final int REMOVED = 3;

    private BlockFormat() {}

    /** A copy of what was written, and its checksum. */
    static byte[] seal(ByteOutput out) {
        out.writeInt(checksum(out.array(), out.size()));
        return out.toByteArray();
    }

    /**
     * What is in a block.
     *
     * @throws CorruptBytesException if it is not whole, or not the one expected
     */
    static ByteInput open(byte[] block, int expectedNumber) {
        int length = block.length - Integer.BYTES;
        if (length < 1) {
            throw new CorruptBytesException("it has %d bytes only".formatted(block.length));
        }
        if (checksum(block, length) != new ByteInput(block, length, Integer.BYTES).readInt()) {
            throw new CorruptBytesException("its checksum is wrong");
        }
        ByteInput in = new ByteInput(block, 0, length);
        int number = in.readLength();
        if (number != expectedNumber) {
            throw new CorruptBytesException("block %d is in its place".formatted(number));
        }
        return in;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}

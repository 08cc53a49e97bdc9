package dev.levada.io.snapshot;

import java.nio.ByteBuffer;

/** In a block of memory: for each put its length, then the bytes. */
final class BlockSegment extends SpillSegment {
    private final SpillMemory memory;
    private final byte[] block;

    BlockSegment(SpillMemory memory, byte[] block, long firstReference) {
        super(firstReference);
        this.memory = memory;
        this.block = block;
    }

    @Override
    long capacityBytes() {
        return block.length;
    }

    @Override
    void write(long offset, long reference, byte[] bytes, int length) {
        ByteBuffer.wrap(block).position((int) offset).putLong(length).put(bytes, 0, length);
    }

    @Override
    byte[] read(long offset, long reference) {
        ByteBuffer from = ByteBuffer.wrap(block).position((int) offset);
        byte[] bytes = new byte[(int) from.getLong()];
        from.get(bytes);
        return bytes;
    }

    @Override
    void delete() {
        memory.give(block);
    }
}

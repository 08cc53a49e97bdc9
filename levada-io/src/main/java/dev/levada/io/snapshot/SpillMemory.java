package dev.levada.io.snapshot;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Memory for what is spilled, before any of it goes to the disk: a second of output is mostly less than this, and to
 * copy it costs a fourth of what it costs to write it. Blocks are made as they are needed and used again and again, so
 * that the garbage collector moves each of them once. Any thread.
 */
public final class SpillMemory {
    static final int BLOCK_BYTES = 1 << 20;

    /** Of the heap; a process has other things to hold. */
    private static final int SHARE = 16;

    private static final long MAX_BYTES = 256L << 20;

    private final long maxBlocks;
    private final ArrayDeque<byte[]> free = new ArrayDeque<>();
    private long made;

    /** @param maxBytes how much there is at most, in blocks of 1 MiB */
    public SpillMemory(long maxBytes) {
        this.maxBlocks = maxBytes / BLOCK_BYTES;
    }

    /** As much as befits a process with this heap: a sixteenth of it, and at most 256 MiB. */
    public static SpillMemory ofThisProcess() {
        return new SpillMemory(Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / SHARE));
    }

    /** All goes to the disk. */
    public static SpillMemory none() {
        return new SpillMemory(0);
    }

    /** A block that is nobody else's until it is given back; null if there is none. */
    synchronized byte @Nullable [] take() {
        if (free.isEmpty() && made < maxBlocks) {
            made++;
            return new byte[BLOCK_BYTES];
        }
        return free.poll();
    }

    synchronized void give(byte[] block) {
        free.push(block);
    }
}

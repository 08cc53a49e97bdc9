package dev.levada.io.snapshot;

import dev.levada.io.disk.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Room for bytes that are put at one end and dropped at the other: in memory that is set aside for such, as long as
 * there is some, else on disk. Nothing is forced, and nothing is left when it is opened again: it dies with its
 * process. The directory is this file's alone.
 *
 * <p>Confined to one thread.
 */
public final class SpillFile implements Closeable {
    /** The most bytes of one put. */
    public static final int MAX_PUT_BYTES = 16 * 1024 * 1024;

    private static final int SEGMENTS = 16;
    private static final long MIN_SEGMENT_BYTES = 4096;
    private static final long MAX_SEGMENT_BYTES = 64 * 1024 * 1024;
    private static final String SUFFIX = ".spill";

    private final Disk disk;
    private final String directory;
    private final SpillMemory memory;
    private final long maxBytes;
    private final long segmentBytes;

    /** By their first reference; puts go to the last. */
    private final TreeMap<Long, SpillSegment> segments = new TreeMap<>();

    private long nextReference;
    private long droppedBefore;
    private long usedBytes;

    /**
     * Opens an empty spill file; what another run left in the directory is deleted.
     *
     * @param memory what is used first; others may use it, too
     * @param maxBytes how much may lie here, with {@value SpillSegment#HEADER_BYTES} bytes more for each put. Room on
     *     disk is given back a sixteenth of it at a time, and at most 64 MiB
     */
    public SpillFile(Disk disk, String directory, SpillMemory memory, long maxBytes) throws IOException {
        if (maxBytes < 1) {
            throw new IllegalArgumentException(
                    "spill directory %s may hold at least 1 byte, was %d".formatted(directory, maxBytes));
        }
        this.disk = disk;
        this.directory = directory;
        this.memory = memory;
        this.maxBytes = maxBytes;
        this.segmentBytes = Math.min(MAX_SEGMENT_BYTES, Math.max(MIN_SEGMENT_BYTES, maxBytes / SEGMENTS));
        disk.createDirectories(directory);
        for (String name : disk.list(directory)) {
            if (name.endsWith(SUFFIX)) {
                disk.delete(directory + "/" + name);
            }
        }
    }

    /**
     * Stores the first bytes of some until they are dropped.
     *
     * @param length how many of them, at most {@link #MAX_PUT_BYTES}
     * @return what to get them by; larger for later puts
     * @throws SpillFullException if they have no room now
     */
    public long put(byte[] bytes, int length) throws IOException {
        requireFits(length);
        long needed = SpillSegment.HEADER_BYTES + (long) length;
        if (!hasRoom(length)) {
            throw new SpillFullException(directory, needed, usedBytes, maxBytes);
        }
        SpillSegment segment = segmentFor(needed);
        long reference = segment.put(bytes, length);
        nextReference = segment.nextReference();
        usedBytes += needed;
        return reference;
    }

    private static void requireFits(int length) {
        if (length > MAX_PUT_BYTES) {
            throw new IllegalArgumentException(
                    "at most %d bytes are spilled at once, was %d".formatted(MAX_PUT_BYTES, length));
        }
    }

    /** Whether so many bytes can be put now, as far as the bound is concerned. */
    public boolean hasRoom(int bytes) {
        return usedBytes + SpillSegment.HEADER_BYTES + bytes <= maxBytes;
    }

    private SpillSegment segmentFor(long neededBytes) throws IOException {
        Map.Entry<Long, SpillSegment> last = segments.lastEntry();
        return last != null && last.getValue().takes(neededBytes) ? last.getValue() : begin(neededBytes);
    }

    private SpillSegment begin(long neededBytes) throws IOException {
        byte[] block = neededBytes <= SpillMemory.BLOCK_BYTES ? memory.take() : null;
        SpillSegment segment = block != null
                ? new BlockSegment(memory, block, nextReference)
                : new FileSegment(
                        disk, "%s/%019d%s".formatted(directory, nextReference, SUFFIX), segmentBytes, nextReference);
        segments.put(nextReference, segment);
        return segment;
    }

    /**
     * What was put.
     *
     * @throws IllegalArgumentException if it was dropped, or never put
     * @throws CorruptSpillException if it is not what was put
     */
    public byte[] get(long reference) throws IOException {
        Map.Entry<Long, SpillSegment> segment = segments.floorEntry(reference);
        if (segment == null || reference < droppedBefore || reference >= nextReference) {
            throw new IllegalArgumentException("spill directory %s holds %d to before %d, asked for %d"
                    .formatted(directory, droppedBefore, nextReference, reference));
        }
        return segment.getValue().get(reference);
    }

    /** Forgets all that was put before a reference, and gives back the files and the memory that hold nothing else. */
    public void drop(long upTo) throws IOException {
        droppedBefore = Math.max(droppedBefore, Math.min(upTo, nextReference));
        while (!segments.isEmpty() && segments.firstEntry().getValue().nextReference() <= droppedBefore) {
            delete(segments.firstEntry().getValue());
            segments.pollFirstEntry();
        }
    }

    private void delete(SpillSegment segment) throws IOException {
        segment.delete();
        usedBytes -= segment.sizeBytes();
    }

    /** How much lies here. */
    public long usedBytes() {
        return usedBytes;
    }

    /** Deletes everything. */
    @Override
    public void close() throws IOException {
        drop(nextReference);
    }
}

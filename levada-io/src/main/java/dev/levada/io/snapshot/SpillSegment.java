package dev.levada.io.snapshot;

import java.io.IOException;

/** Some of what is spilled, put one behind the other and deleted at once. */
abstract sealed class SpillSegment permits BlockSegment, FileSegment {
    /** What each put takes beside its bytes. */
    static final int HEADER_BYTES = 8;

    private final long firstReference;
    private long sizeBytes;

    SpillSegment(long firstReference) {
        this.firstReference = firstReference;
    }

    final long sizeBytes() {
        return sizeBytes;
    }

    /** The reference of the next put. */
    final long nextReference() {
        return firstReference + sizeBytes;
    }

    /** Whether a put that takes so many bytes in all goes here. */
    final boolean takes(long bytes) {
        return sizeBytes + bytes <= capacityBytes();
    }

    /** If it fails, the next put writes over what it left. */
    final long put(byte[] bytes, int length) throws IOException {
        long reference = nextReference();
        write(sizeBytes, reference, bytes, length);
        sizeBytes += HEADER_BYTES + length;
        return reference;
    }

    final byte[] get(long reference) throws IOException {
        return read(reference - firstReference, reference);
    }

    abstract long capacityBytes();

    abstract void write(long offset, long reference, byte[] bytes, int length) throws IOException;

    abstract byte[] read(long offset, long reference) throws IOException;

    abstract void delete() throws IOException;
}

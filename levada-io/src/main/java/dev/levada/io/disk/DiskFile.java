package dev.levada.io.disk;

import java.io.Closeable;
import java.io.IOException;

/** An open file. Confined to one thread at a time. What was written is durable only after {@link #force}. */
public interface DiskFile extends Closeable {

    /**
     * Reads from a position.
     *
     * @return how many bytes were read; fewer than asked for only at the end of the file
     */
    int read(long position, byte[] target, int offset, int length) throws IOException;

    /**
     * Writes all the bytes at a position; a gap before it reads as zeros.
     *
     * @throws IOException if not all could be written; any part of them may be in the file then
     */
    void write(long position, byte[] source, int offset, int length) throws IOException;

    /**
     * Makes content and length durable.
     *
     * @throws IOException if that is not certain. Trying again proves nothing: the bytes may be lost although a second
     *     call succeeds
     */
    void force() throws IOException;

    /** Cuts the file to a length not above the present one. */
    void truncate(long sizeBytes) throws IOException;

    /** The present length in bytes. */
    long size() throws IOException;

    /** Closes the file and forces nothing. */
    @Override
    void close() throws IOException;
}

package dev.levada.io.disk;

import java.io.IOException;
import java.util.List;

/**
 * A tree of files under one root. Paths are relative to it: names joined by '/', none of them empty, "." or ".."; the
 * empty path is the root itself.
 *
 * <p>A created, renamed or deleted name outlasts a power cut only after {@link #syncDirectory} of the directory it is
 * in. Every method throws an {@link IOException} that names the path, the cause and, where there is one, the cure.
 */
public interface Disk {

    /**
     * Makes a new, empty file, open for reading and writing.
     *
     * @throws IOException if the name is taken, among other causes
     */
    DiskFile create(String path) throws IOException;

    /** Opens a file that exists for reading and writing. */
    DiskFile openForWriting(String path) throws IOException;

    /** Opens a file that exists for reading. */
    DiskFile openForReading(String path) throws IOException;

    /** The names in a directory that exists, sorted. */
    List<String> list(String directory) throws IOException;

    /** Whether a file or a directory of that name exists. */
    boolean exists(String path) throws IOException;

    /** The length in bytes of a file that exists. */
    long size(String path) throws IOException;

    /** Gives a file another name, in one step; a file that has that name already is replaced. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file that exists, or a directory that is empty. */
    void delete(String path) throws IOException;

    /** Makes a directory and those above it, as far as they are missing. They are durable when this returns. */
    void createDirectories(String directory) throws IOException;

    /** Makes the names in a directory durable: what was created, renamed and deleted there. */
    void syncDirectory(String directory) throws IOException;

    /** How many bytes can still be written, as far as is known. */
    long freeBytes() throws IOException;
}

package dev.levada.node.agent;

import dev.levada.io.disk.DiskFile;
import dev.levada.io.disk.FileDisk;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest output of one worker, in a few files of bounded size; the oldest is dropped when a new one is begun. The
 * methods are synchronized: one thread writes while others read, and files change their names meanwhile.
 */
final class RollingLog implements Closeable {
    static final int FILES = 4;
    static final int FILE_BYTES = 4 << 20;

    private static final int READ_BYTES = 64 << 10;

    private final FileDisk disk;
    private final String directory;
    private @Nullable DiskFile newest;
    private long size;

    RollingLog(FileDisk disk, String directory) {
        this.disk = disk;
        this.directory = directory;
    }

    synchronized void append(byte[] bytes, int length) throws IOException {
        for (int done = 0; done < length; ) {
            DiskFile file = fileWithRoom();
            int part = (int) Math.min(length - done, FILE_BYTES - size);
            file.write(size, bytes, done, part);
            size += part;
            done += part;
        }
    }

    private DiskFile fileWithRoom() throws IOException {
        DiskFile file = newest == null ? open() : newest;
        if (size >= FILE_BYTES) {
            close();
            roll();
            file = open();
        }
        newest = file;
        return file;
    }

    private DiskFile open() throws IOException {
        disk.createDirectories(directory);
        DiskFile file = disk.exists(name(0)) ? disk.openForWriting(name(0)) : disk.create(name(0));
        size = file.size();
        return file;
    }

    private void roll() throws IOException {
        for (int age = FILES - 1; age > 0; age--) {
            if (disk.exists(name(age - 1))) {
                disk.rename(name(age - 1), name(age));
            }
        }
    }

    /** The last lines, the oldest first. */
    synchronized List<String> tail(int maxLines) throws IOException {
        LastLines lines = new LastLines(maxLines);
        byte[] buffer = new byte[READ_BYTES];
        for (int age = FILES - 1; age >= 0; age--) {
            if (disk.exists(name(age))) {
                try (DiskFile file = disk.openForReading(name(age))) {
                    int length = file.read(0, buffer, 0, buffer.length);
                    for (long position = 0; length > 0; length = file.read(position, buffer, 0, buffer.length)) {
                        lines.add(buffer, length);
                        position += length;
                    }
                }
            }
        }
        return lines.toList();
    }

    /** Closes the file that is written to; the next append opens it again. */
    @Override
    public synchronized void close() throws IOException {
        if (newest != null) {
            newest.close();
            newest = null;
        }
    }

    private String name(int age) {
        return "%s/output.%d".formatted(directory, age);
    }
}

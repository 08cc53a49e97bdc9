package dev.levada.io.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps a second run, of this process or of another, out of a directory. The system frees it when a process dies. */
final class DirectoryLock implements Closeable {
    static final String FILE = "lock";

    /**
     * The directories this process holds. It must be asked before the file is touched: on POSIX, closing any handle of
     * a file frees every lock the process has on it, so a second try would take the lock of the first away.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final @Nullable FileChannel channel;

    private DirectoryLock(Path directory, @Nullable FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    private interface Locking {
        @Nullable
        FileChannel lock() throws IOException;
    }

    static DirectoryLock take(Path directory) throws IOException {
        return take(directory, () -> lockedChannel(directory));
    }

    /** Likewise, but nothing is written. Where no run ever was there is nobody to keep out. */
    static DirectoryLock takeForReading(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        return take(directory, () -> Files.exists(file) ? sharedChannel(directory, file) : null);
    }

    private static DirectoryLock take(Path directory, Locking locking) throws IOException {
        Path real = directory.toRealPath();
        if (!HELD.add(real)) {
            throw inUse(directory, "another run in this process");
        }
        try {
            return new DirectoryLock(real, locking.lock());
        } catch (IOException | RuntimeException e) {
            HELD.remove(real);
            throw e;
        }
    }

    private static FileChannel lockedChannel(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        FileChannel channel = open(file);
        try {
            FileLock lock = tryLock(channel, file);
            if (lock == null) {
                throw inUse(directory, "another run%s".formatted(holder(channel)));
            }
            name(channel, ProcessHandle.current().pid());
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Readers may share it with each other, and with nobody who writes. */
    private static FileChannel sharedChannel(Path directory, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            if (channel.tryLock(0, Long.MAX_VALUE, true) == null) {
                throw inUse(directory, "another run%s".formatted(holder(channel)));
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    Permissions.ofFiles(file));
        } catch (IOException e) {
            throw DiskException.of("open", file.toString(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, Path file) throws IOException {
        try {
            return channel.tryLock();
        } catch (IOException e) {
            throw DiskException.of("lock", file.toString(), e);
        }
    }

    private static DiskException inUse(Path directory, String holder) {
        return new DiskException(
                "directory %s is in use by %s; wait for it to end, or give this run a directory of its own"
                        .formatted(directory, holder));
    }

    /** Only for the message that another run prints, so it does not matter if it cannot be written. */
    private static void name(FileChannel channel, long pid) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(Long.toString(pid).getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String holder(FileChannel channel) throws IOException {
        byte[] digits = new byte[20];
        int length = channel.read(ByteBuffer.wrap(digits), 0);
        String pid = length < 1 ? "" : new String(digits, 0, length, StandardCharsets.US_ASCII);
        return pid.matches("\\d+") ? " (process %s)".formatted(pid) : "";
    }

    @Override
    public void close() throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(directory);
        }
    }
}

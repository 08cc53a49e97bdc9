package dev.levada.io.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of this machine, held by this run alone until it is closed, unless it is {@link #share shared}.
 * Directories that it makes are for the owner only (0700), files too (0600). Safe for use by several threads; a thread
 * that is interrupted in a call finds the file closed under it, and a log or store that was using it failed.
 */
public final class FileDisk implements Disk, Closeable {
    private final Path root;
    private final @Nullable DirectoryLock lock;
    private final boolean forReading;

    private FileDisk(Path root, @Nullable DirectoryLock lock, boolean forReading) {
        this.root = root;
        this.lock = lock;
        this.forReading = forReading;
    }

    /**
     * Takes a directory, and makes it if it is missing.
     *
     * @throws IOException if it is not a directory, cannot be written, can be written by every user, or another run
     *     uses it
     */
    public static FileDisk open(Path root) throws IOException {
        prepare(root);
        return new FileDisk(root, DirectoryLock.take(root), false);
    }

    /**
     * Takes a directory that other processes use, too, and makes it if it is missing.
     *
     * @throws IOException as {@link #open}, but for the last reason
     */
    public static FileDisk share(Path root) throws IOException {
        prepare(root);
        return new FileDisk(root, null, false);
    }

    /**
     * Takes a directory to read what runs have left in it: whatever would change it is refused.
     *
     * @throws IOException if it is not there, can be written by every user, or a run uses it
     */
    public static FileDisk read(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new DiskException("%s is not there, or is not a directory".formatted(root));
        }
        Permissions.requireOwn(root);
        return new FileDisk(root, DirectoryLock.takeForReading(root), true);
    }

    private void requireWritable(String deed, String path) throws DiskException {
        if (forReading) {
            throw new DiskException(
                    "%s is open for reading only, and was to %s %s".formatted(root, deed, resolve(path)));
        }
    }

    private static void prepare(Path root) throws IOException {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(root)) {
            throw new DiskException("%s is not a directory; name one, or a path where one can be made".formatted(root));
        }
        makeDirectories(root.toAbsolutePath().normalize());
        Permissions.requireOwn(root);
    }

    @Override
    public DiskFile create(String path) throws IOException {
        requireWritable("create", path);
        return channel(
                "create", path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public DiskFile openForWriting(String path) throws IOException {
        requireWritable("write", path);
        return channel("open", path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public DiskFile openForReading(String path) throws IOException {
        return channel("open", path, StandardOpenOption.READ);
    }

    private DiskFile channel(String deed, String path, OpenOption... options) throws IOException {
        Path file = resolve(path);
        try {
            return new ChannelFile(FileChannel.open(file, Set.of(options), Permissions.ofFiles(file)), file.toString());
        } catch (IOException e) {
            throw DiskException.of(deed, file.toString(), e);
        }
    }

    @Override
    public List<String> list(String directory) throws IOException {
        Path path = resolve(directory);
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !path.equals(root) || !name.equals(DirectoryLock.FILE))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw DiskException.of("list", path.toString(), e);
        }
    }

    @Override
    public boolean exists(String path) {
        return Files.exists(resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public long size(String path) throws IOException {
        Path file = resolve(path);
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw DiskException.of("read the length of", file.toString(), e);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        requireWritable("rename", from);
        Path source = resolve(from);
        Path target = resolve(to);
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw DiskException.of("rename in one step", source.toString(), e);
        } catch (IOException e) {
            throw DiskException.of("rename to %s the file".formatted(target), source.toString(), e);
        }
    }

    @Override
    public void delete(String path) throws IOException {
        requireWritable("delete", path);
        Path file = resolve(path);
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw DiskException.of("delete", file.toString(), e);
        }
    }

    @Override
    public void createDirectories(String directory) throws IOException {
        if (!Files.isDirectory(resolve(directory))) {
            requireWritable("make", directory);
        }
        makeDirectories(resolve(directory));
    }

    private static void makeDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent != null) {
            makeDirectories(parent);
        }
        try {
            Files.createDirectory(directory, Permissions.ofDirectories(directory));
        } catch (IOException e) {
            if (!Files.isDirectory(directory)) { // else another thread has made it just now
                throw DiskException.of("make directory", directory.toString(), e);
            }
        }
        if (parent != null) {
            sync(parent);
        }
    }

    @Override
    public void syncDirectory(String directory) throws IOException {
        if (!forReading) { // else nothing was changed
            sync(resolve(directory));
        }
    }

    private static void sync(Path directory) throws IOException {
        if (!Permissions.arePosix(directory)) {
            return; // Windows opens no directory, and keeps names in its journal
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw DiskException.of("make durable the names in", directory.toString(), e);
        }
    }

    @Override
    public long freeBytes() throws IOException {
        try {
            return Files.getFileStore(root).getUsableSpace();
        } catch (IOException e) {
            throw DiskException.of("find the free space of", root.toString(), e);
        }
    }

    /** Lets another run have the directory. Files that are open stay so. */
    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }

    private Path resolve(String path) {
        return path.isEmpty() ? root : root.resolve(checked(path));
    }

    private static String checked(String path) {
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("\\") || name.contains("\0")) {
                throw new IllegalArgumentException(
                        "a path on a disk is relative, of names joined by '/', none of them '.' or '..', was '%s'"
                                .formatted(path));
            }
        }
        if (path.equals(DirectoryLock.FILE)) {
            throw new IllegalArgumentException("'%s' is the name of the disk's own lock".formatted(path));
        }
        return path;
    }
}

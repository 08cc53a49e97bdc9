package dev.levada.testkit.disk;

import dev.levada.io.disk.Disk;
import dev.levada.io.disk.DiskException;
import dev.levada.io.disk.DiskFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that loses, after a {@link #crash}, what a real one may lose, and fails when told to.
 *
 * <ul>
 *   <li>Content is durable after a force, and names after a directory was synced. Of the rest a crash keeps any part,
 *       in sectors of 512 bytes, in any order; the length of a file may be kept without its content.
 *   <li>A force that fails loses what it was to keep, although it can still be read until the next crash, and although
 *       another force succeeds.
 *   <li>A write that does not fit writes what does, up to the end of a sector, and fails.
 * </ul>
 *
 * Directories are durable at once. Files are small: at most 1 GiB. All chance comes from the generator: the same one,
 * with the same calls, does the same. Confined to one thread at a time.
 */
public final class SimulatedDisk implements Disk {
    static final int MAX_FILE_BYTES = 1 << 30;

    private final RandomGenerator random;
    private final Names names = new Names();
    private final TreeSet<String> directories = new TreeSet<>();
    private long capacityBytes = Long.MAX_VALUE;
    private long operations;
    private long powerUntil = Long.MAX_VALUE;
    private long forcesUntilFailure = Long.MAX_VALUE;
    private long writesUntilFailure = Long.MAX_VALUE;
    private int starts;

    /** An empty disk. */
    public SimulatedDisk(RandomGenerator random) {
        this.random = random;
        directories.add("");
    }

    /** Sets how much fits on the disk, from now on; what is there stays. */
    public void capacity(long bytes) {
        capacityBytes = bytes;
    }

    /** Lets one force, of a file or a directory, fail after so many that succeed. */
    public void failForceAfter(long forces) {
        forcesUntilFailure = forces;
    }

    /** Lets one write fail, with some of its bytes written, after so many that succeed. */
    public void failWriteAfter(long writes) {
        writesUntilFailure = writes;
    }

    /**
     * Cuts the power in so many operations that change something. The one it befalls may have been done or not; it and
     * all that follow fail, until {@link #crash} brings the power back.
     */
    public void cutPowerAfter(long changes) {
        powerUntil = operations + changes;
    }

    /** How many operations that change something were asked for so far. */
    public long operations() {
        return operations;
    }

    /** Loses what was not made durable, or part of it, and starts again. Files that were open are not any more. */
    public void crash() {
        powerUntil = Long.MAX_VALUE;
        forcesUntilFailure = Long.MAX_VALUE;
        writesUntilFailure = Long.MAX_VALUE;
        starts++;
        names.crash(random);
    }

    /** What a file holds, without reading it. */
    public byte[] content(String path) throws IOException {
        return find(path).seen().clone();
    }

    /** Changes what a file holds, durably: a medium that rots. */
    public void damage(String path, byte[] content) throws IOException {
        find(path).replace(content);
    }

    @Override
    public DiskFile create(String path) throws IOException {
        requirePower();
        requireDirectory(Names.parent(path));
        if (exists(path)) {
            throw DiskException.exists(path);
        }
        Inode file = new Inode();
        change(() -> names.create(path, file));
        return new SimulatedFile(this, file, path, true);
    }

    @Override
    public DiskFile openForWriting(String path) throws IOException {
        requirePower();
        return new SimulatedFile(this, find(path), path, true);
    }

    @Override
    public DiskFile openForReading(String path) throws IOException {
        requirePower();
        return new SimulatedFile(this, find(path), path, false);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        requirePower();
        requireDirectory(directory);
        TreeSet<String> sorted = new TreeSet<>(names.in(directory));
        for (String path : directories) {
            if (!path.isEmpty() && Names.parent(path).equals(directory)) {
                sorted.add(path.substring(path.lastIndexOf('/') + 1));
            }
        }
        return List.copyOf(sorted);
    }

    @Override
    public boolean exists(String path) throws IOException {
        requirePower();
        return names.find(path) != null || directories.contains(path);
    }

    @Override
    public long size(String path) throws IOException {
        requirePower();
        return find(path).seen().length;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Inode file = find(from);
        requireDirectory(Names.parent(to));
        change(() -> names.rename(from, to, file));
    }

    @Override
    public void delete(String path) throws IOException {
        if (directories.contains(path)) {
            if (!list(path).isEmpty()) {
                throw new DiskException("cannot delete %s: directory not empty".formatted(path));
            }
            change(() -> directories.remove(path));
            return;
        }
        Inode file = find(path);
        change(() -> names.delete(path, file));
    }

    @Override
    public void createDirectories(String directory) throws IOException {
        if (names.find(directory) != null) {
            throw DiskException.exists(directory);
        }
        change(() -> {
            for (String path = directory; !path.isEmpty(); path = Names.parent(path)) {
                directories.add(path);
            }
        });
    }

    @Override
    public void syncDirectory(String directory) throws IOException {
        requireDirectory(directory);
        change(() -> {
            if (--forcesUntilFailure == -1) {
                throw new DiskException("cannot make durable the names in %s: input/output error".formatted(directory));
            }
            names.sync(directory);
        });
    }

    @Override
    public long freeBytes() {
        return capacityBytes == Long.MAX_VALUE ? capacityBytes : Math.max(0, capacityBytes - names.bytes());
    }

    int starts() {
        return starts;
    }

    void write(Inode file, String path, long position, byte[] bytes) throws IOException {
        if (position < 0 || position + bytes.length > MAX_FILE_BYTES) {
            throw new IllegalArgumentException("a simulated file has at most %d bytes, asked to write %d at %d of %s"
                    .formatted(MAX_FILE_BYTES, bytes.length, position, path));
        }
        change(() -> {
            if (--writesUntilFailure == -1) {
                file.write((int) position, beginning(bytes, position, random.nextInt(bytes.length + 1)));
                throw new DiskException("cannot write %s: input/output error".formatted(path));
            }
            long growth = Math.max(0, position + bytes.length - file.seen().length);
            long missing = Math.max(0, growth - freeBytes());
            file.write((int) position, beginning(bytes, position, Math.max(0, bytes.length - missing)));
            if (missing > 0) {
                throw DiskException.full(path);
            }
        });
    }

    /** A write that stops early stops at the end of a sector: systems take bytes over by the page. */
    private static byte[] beginning(byte[] bytes, long position, long length) {
        if (length == bytes.length) {
            return bytes;
        }
        long end = (position + length) / Inode.SECTOR_BYTES * Inode.SECTOR_BYTES;
        return Arrays.copyOf(bytes, (int) Math.max(0, end - position));
    }

    void force(Inode file, String path) throws IOException {
        change(() -> {
            if (--forcesUntilFailure == -1) {
                file.failForce(random);
                throw new DiskException("cannot make durable %s: input/output error".formatted(path));
            }
            file.force();
        });
    }

    void truncate(Inode file, int sizeBytes) throws IOException {
        change(() -> file.truncate(sizeBytes));
    }

    void requirePower() throws IOException {
        if (operations >= powerUntil) {
            throw new DiskException("the power is off");
        }
    }

    private void change(Change change) throws IOException {
        requirePower();
        operations++;
        if (operations >= powerUntil) {
            if (random.nextBoolean()) {
                change.run();
            }
            throw new DiskException("the power is off");
        }
        change.run();
    }

    private interface Change {
        void run() throws IOException;
    }

    private Inode find(String path) throws IOException {
        Inode file = names.find(path);
        if (file == null) {
            throw DiskException.missing(path);
        }
        return file;
    }

    private void requireDirectory(String directory) throws IOException {
        if (!directories.contains(directory)) {
            throw DiskException.missing(directory);
        }
    }
}

package dev.levada.io.snapshot;

import dev.levada.io.disk.Disk;
import dev.levada.io.disk.DiskException;
import dev.levada.io.disk.DiskFile;
import dev.levada.io.log.SegmentedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Named objects in a directory: each there whole or not at all, and durable when {@link #put} returns. Names are never
 * used again, so they should say whose, of which epoch and of which attempt an object is.
 *
 * <p>One process {@link #open opens} the store and raises floors; others may {@link #share} it meanwhile, to read and
 * to put. What they put is held against the floors as they are then, but not in one step: an object of an attempt that
 * was shut out at that very moment may appear. Its name says what it is, so it does no more harm than one that appeared
 * just before.
 *
 * <p>Safe for use by several threads, as far as the disk is. Blocks are written side by side; only the last step, which
 * makes an object appear, is one at a time. Memory in use is a block or two for each call.
 */
public final class SnapshotStore {
    /** The longest block, in bytes. */
    public static final int MAX_BLOCK_BYTES = ObjectFormat.MAX_BLOCK_BYTES;

    /** Not in any object's file name. */
    private static final String TEMPORARY = "~";

    private final Disk disk;
    private final String directory;
    private final String objects;
    private final String temporary;

    /**
     * Guards the fields below, and the appearing of objects: once a floor was raised, nothing below it appears any
     * more.
     */
    private final ReentrantLock lock = new ReentrantLock();

    private final Floors floors;
    private final GrowingObjects growing;
    private long temporaries;
    private @Nullable IOException failure;

    private SnapshotStore(Disk disk, String directory, String writer, boolean common) throws IOException {
        this.disk = disk;
        this.directory = directory;
        this.objects = directory + "/objects";
        this.temporary = TEMPORARY + writer;
        this.growing = new GrowingObjects(disk, directory + "/growing");
        disk.createDirectories(objects);
        this.floors = common ? new CommonFloors(disk, directory, writer) : floors(disk, directory, !writer.isEmpty());
        for (String file : disk.list(objects)) {
            if (file.startsWith(temporary)) {
                disk.delete(objects + "/" + file);
            }
        }
        disk.syncDirectory(directory);
        disk.syncDirectory(objects);
    }

    private static Floors floors(Disk disk, String directory, boolean shared) throws IOException {
        String file = directory + "/floors";
        return shared ? OwnFloors.watch(disk, file) : OwnFloors.load(disk, file);
    }

    /**
     * Opens the store of a directory, or begins one. What was left half written is deleted.
     *
     * @throws CorruptSnapshotException if the floors are damaged
     */
    public static SnapshotStore open(Disk disk, String directory) throws IOException {
        return new SnapshotStore(disk, directory, "", false);
    }

    /**
     * Opens a store that another process has open, or will have.
     *
     * @param writer tells this process from all others that share the store: letters and digits
     */
    public static SnapshotStore share(Disk disk, String directory, String writer) throws IOException {
        requireWriter(writer);
        return new SnapshotStore(disk, directory, writer + "-", false);
    }

    /**
     * Opens a store that several processes have, each of which may raise floors; or begins one.
     *
     * @param writer tells this process from all others that have the store: letters and digits
     */
    public static SnapshotStore among(Disk disk, String directory, String writer) throws IOException {
        requireWriter(writer);
        return new SnapshotStore(disk, directory, writer + "-", true);
    }

    private static void requireWriter(String writer) {
        if (!writer.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("a writer is named by letters and digits, was '%s'".formatted(writer));
        }
    }

    /**
     * Stores an object that no attempt owns. Storing the same bytes under the same name again does nothing.
     *
     * @param name any text of up to 250 characters, where all but letters, digits, '-', '_' and '.' count threefold
     * @param blocks each at most {@link #MAX_BLOCK_BYTES}
     * @throws NameTakenException if the name has other content already
     */
    public void put(String name, Iterator<byte[]> blocks) throws IOException {
        put(new Writer("", Long.MAX_VALUE), name, blocks);
    }

    /**
     * Stores an object for one attempt of an owner, as {@link #put(String, Iterator)} does.
     *
     * @param attempt from 1
     * @throws FencedException if the floor of the owner is above the attempt, before or after the blocks were written
     */
    public void put(String owner, long attempt, String name, Iterator<byte[]> blocks) throws IOException {
        requireAttempt(owner, attempt);
        put(new Writer(owner, attempt), name, blocks);
    }

    /** Who puts; the owner is empty if nobody can be fenced off. */
    private record Writer(String owner, long attempt) {}

    private void put(Writer writer, String name, Iterator<byte[]> blocks) throws IOException {
        String path = path(name);
        String temporary = begin(writer, name);
        try {
            Digest digest;
            try (DiskFile file = disk.create(temporary)) {
                digest = ObjectWriter.write(file, name, blocks);
            }
            if (!appeared(writer, name, temporary, path)) {
                requireSame(name, path, digest);
                disk.delete(temporary);
            }
        } catch (IOException | RuntimeException e) {
            deleteAfter(e, temporary);
            throw e;
        }
    }

    /**
     * Begins an object that grows, which no floor holds off: it is there at once, and its blocks are the records of the
     * log, which is to be closed in the end. It may be read meanwhile, by other processes, too.
     *
     * @param name as in {@link #put(String, Iterator)}, and never used before
     */
    public SegmentedLog begin(String name) throws IOException {
        return growing.begin(name);
    }

    /** Refuses at once what would be refused in the end. */
    private String begin(Writer writer, String name) throws IOException {
        lock.lock();
        try {
            requireMayWrite(writer, name);
            temporaries++;
            return objects + "/" + temporary + temporaries;
        } finally {
            lock.unlock();
        }
    }

    private boolean appeared(Writer writer, String name, String temporary, String path) throws IOException {
        lock.lock();
        try {
            requireMayWrite(writer, name);
            boolean isNew = !disk.exists(path);
            if (isNew) {
                disk.rename(temporary, path);
            }
            sync(objects); // also for one that was there: whoever put it may have died before this
            return isNew;
        } finally {
            lock.unlock();
        }
    }

    private void requireMayWrite(Writer writer, String name) throws IOException {
        requireWorking();
        long floor = floors.latest().getOrDefault(writer.owner(), 0L);
        if (writer.attempt() < floor) {
            throw new FencedException(writer.owner(), writer.attempt(), floor, name);
        }
    }

    private void requireWorking() throws IOException {
        if (failure != null) {
            throw new IOException(
                    "snapshot store %s takes nothing more: %s; mend the cause, then open it again"
                            .formatted(directory, failure.getMessage()),
                    failure);
        }
    }

    /** What a failed force has kept is known only after a restart. */
    private void sync(String path) throws IOException {
        try {
            disk.syncDirectory(path);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private void requireSame(String name, String path, Digest offered) throws IOException {
        Digest stored;
        try (SnapshotBlocks blocks = SnapshotBlocks.open(disk, name, path)) {
            while (blocks.hasNext()) {
                blocks.next();
            }
            stored = blocks.digest();
        }
        if (!stored.equals(offered)) {
            throw new NameTakenException(name, stored, offered);
        }
    }

    private void deleteAfter(Exception first, String temporary) {
        try {
            if (disk.exists(temporary)) {
                disk.delete(temporary);
            }
        } catch (IOException e) {
            first.addSuppressed(e);
        }
    }

    /**
     * The blocks of an object, as they were put. Take all of them, or close.
     *
     * @throws CorruptSnapshotException if the object is not what was put, as far as can be seen from its two ends
     * @throws IOException if there is no such object, or it cannot be read
     */
    public SnapshotBlocks get(String name) throws IOException {
        String path = path(name);
        if (!disk.exists(path)) {
            throw DiskException.missing("snapshot object '%s' (%s)".formatted(name, path));
        }
        return SnapshotBlocks.open(disk, name, path);
    }

    /**
     * The blocks of an object, whether it grows or not; of one that grows, its first ones, all that were forced among
     * them.
     *
     * @throws CorruptSnapshotException as {@link #get}; of one that grows, if it is damaged in a way that no crash
     *     explains
     * @throws IOException as {@link #get}
     */
    public Iterator<byte[]> blocks(String name) throws IOException {
        return growing.has(name) ? growing.read(name).iterator() : get(name);
    }

    /** The names that begin so, sorted. */
    public List<String> list(String prefix) throws IOException {
        List<String> files = new ArrayList<>(disk.list(objects));
        files.addAll(growing.files());
        List<String> names = new ArrayList<>();
        for (String file : files) {
            String name = ObjectName.fromFile(file);
            if (name != null && name.startsWith(prefix)) {
                names.add(name);
            }
        }
        names.sort(null);
        return names;
    }

    /**
     * Deletes an object; readers that have it open keep it.
     *
     * @return whether it was there
     */
    public boolean delete(String name) throws IOException {
        String path = path(name);
        lock.lock();
        try {
            requireWorking();
            if (growing.has(name)) {
                growing.delete(name);
                return true;
            }
            boolean wasThere = disk.exists(path);
            if (wasThere) {
                disk.delete(path);
            }
            sync(objects);
            return wasThere;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets no attempts of some owners below these put anything from now on, after restarts too: all of them, or if it
     * fails, as many as before. A floor never sinks: a lower one than it has does nothing.
     *
     * @param attempts from 1, of owners whose names are not empty
     */
    public void raiseFloors(Map<String, Long> attempts) throws IOException {
        attempts.forEach(SnapshotStore::requireAttempt);
        lock.lock();
        try {
            requireWorking();
            if (floors.raise(attempts)) {
                sync(directory);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The lowest attempt that may put now, of each owner whose floor was ever raised, by this process or another. */
    public Map<String, Long> floors() throws IOException {
        lock.lock();
        try {
            return floors.latest();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody passes for having no number. */
    private static void requireAttempt(String owner, long attempt) {
        if (owner.isEmpty() || attempt < 1) {
            throw new IllegalArgumentException(
                    "an owner has a name and attempts from 1, was '%s' and %d".formatted(owner, attempt));
        }
    }

    private String path(String name) {
        return objects + "/" + ObjectName.toFile(name);
    }
}

package dev.levada.node.savepoint;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.SnapshotReader;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.io.disk.FileDisk;
import dev.levada.io.snapshot.CorruptSnapshotException;
import dev.levada.io.snapshot.SnapshotStore;
import dev.levada.node.storage.StateDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A complete epoch of a job in a directory of its own. It is written once and never changed, so several processes may
 * read it at once.
 */
public final class Savepoint implements Closeable {
    private static final String MANIFEST = "manifest";
    private static final String READER = "reader";
    private static final Codec<Manifest> CODEC = Codecs.of(Manifest.class);
    private static final long FORMAT = Codecs.fingerprint(Manifest.class);

    private final Path directory;
    private final FileDisk disk;
    private final SnapshotStore store;
    private final Manifest manifest;
    private final Map<TaskId, StoredSnapshot> snapshots;

    /**
     * What a savepoint is of.
     *
     * @param tasks how many tasks each chain had
     * @param snapshots the object of each task
     */
    public record Manifest(
            String job, String run, long epoch, Map<String, Integer> tasks, Map<TaskId, String> snapshots) {}

    private Savepoint(
            Path directory,
            FileDisk disk,
            SnapshotStore store,
            Manifest manifest,
            Map<TaskId, StoredSnapshot> snapshots) {
        this.directory = directory;
        this.disk = disk;
        this.store = store;
        this.manifest = manifest;
        this.snapshots = snapshots;
    }

    /**
     * Copies the last complete epoch of a job that does not run now.
     *
     * @param state the job's state directory
     * @param target a directory that is empty or not there
     * @throws BadInputException if either cannot be used, or the job has no complete epoch or has finished
     */
    public static Manifest create(Path state, Path target) {
        return create(state, StateDirectory::open, target);
    }

    /**
     * As the other of this name.
     *
     * @param opening opens the state directory
     */
    @SuppressWarnings("exports") // for the rooms of this module
    public static Manifest create(Path state, Function<Path, StateDirectory> opening, Path target) {
        if (!Files.isDirectory(state)) {
            throw new BadInputException("state directory '%s' is not there; name the one of a job".formatted(state));
        }
        try (StateDirectory from = opening.apply(state)) {
            Manifest manifest = manifest(state, from);
            write(from.snapshots(), manifest, target);
            return manifest;
        } catch (IOException e) {
            throw new BadInputException(
                    "the savepoint '%s' of '%s' cannot be made: %s".formatted(target, state, e.getMessage()), e);
        }
    }

    /**
     * Copies a complete epoch, which must stay there meanwhile.
     *
     * @param target a directory that is empty or not there
     * @throws BadInputException if it cannot be used, or what is to be copied cannot be read
     */
    public static void write(SnapshotStorage from, Manifest manifest, Path target) {
        try {
            requireEmpty(target);
            try (FileDisk disk = FileDisk.open(target)) {
                copy(from, SnapshotStore.open(disk, "snapshots"), manifest);
            }
        } catch (IOException | CorruptSnapshotException e) {
            throw new BadInputException(
                    "the savepoint '%s' of job '%s' cannot be made: %s"
                            .formatted(target, manifest.job(), e.getMessage()),
                    e);
        }
    }

    private static Manifest manifest(Path state, StateDirectory from) {
        Decision.RunBegun begun = null;
        Decision.EpochCompleted last = null;
        for (Decision decision : from.recalled()) {
            if (decision instanceof Decision.RunBegun first) {
                begun = first;
            } else if (decision instanceof Decision.EpochCompleted completed) {
                last = completed;
            } else if (decision instanceof Decision.JobFinished) {
                throw new BadInputException(
                        "the job in '%s' has finished: there is nothing to go on from".formatted(state));
            }
        }
        if (begun == null || last == null || last.snapshots().containsValue("")) {
            throw new BadInputException(
                    "there is no complete checkpoint in '%s'; run the job with --recovery checkpoint for a while first"
                            .formatted(state));
        }
        return new Manifest(begun.job(), begun.run(), last.epoch(), begun.tasks(), last.snapshots());
    }

    private static void requireEmpty(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            try (var files = Files.list(target)) {
                if (files.findAny().isPresent()) {
                    throw new BadInputException(
                            "'%s' is not empty; a savepoint is never written over something".formatted(target));
                }
            }
        }
    }

    private static void copy(SnapshotStorage from, SnapshotStore to, Manifest manifest) throws IOException {
        List<StoredSnapshot> snapshots = new ArrayList<>();
        for (String name : manifest.snapshots().values()) {
            snapshots.add(SnapshotReader.read(from, name));
        }
        requireNothingOnItsWay(snapshots, manifest);
        for (String object : SnapshotReader.objects(snapshots)) {
            to.put(object, from.get(object));
        }
        ByteOutput out = new ByteOutput(512);
        out.writeLong(FORMAT);
        CODEC.write(manifest, out);
        to.put(MANIFEST, List.of(out.toByteArray()).iterator());
    }

    /** The numbers of channels begin anew in a job that may have another form: nobody would be sent what is held. */
    private static void requireNothingOnItsWay(List<StoredSnapshot> snapshots, Manifest manifest) {
        StoredSnapshot.onTheWay(snapshots).ifPresent(channel -> {
            throw new BadInputException(
                    ("epoch %d of job '%s' has records on their way, on channel %s first, which another job would not get;"
                                    + " go on with cuts aligned (--cuts aligned), or until nothing goes round its loop, and take the savepoint when an epoch of these is"
                                    + " complete")
                            .formatted(manifest.epoch(), manifest.job(), channel));
        });
    }

    /**
     * Opens a savepoint.
     *
     * @throws BadInputException if it is none, or damaged
     */
    public static Savepoint open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new BadInputException("savepoint '%s' is not there".formatted(directory));
        }
        try {
            return open(directory, FileDisk.share(directory));
        } catch (IOException | CorruptBytesException | CorruptSnapshotException e) {
            throw new BadInputException("savepoint '%s' cannot be read: %s".formatted(directory, e.getMessage()), e);
        }
    }

    private static Savepoint open(Path directory, FileDisk disk) throws IOException {
        try {
            SnapshotStore store = SnapshotStore.share(disk, "snapshots", READER);
            Manifest manifest = decode(whole(store.get(MANIFEST)));
            Map<TaskId, StoredSnapshot> snapshots = new LinkedHashMap<>();
            for (Map.Entry<TaskId, String> each : manifest.snapshots().entrySet()) {
                snapshots.put(each.getKey(), StoredSnapshot.of(whole(store.get(each.getValue()))));
            }
            return new Savepoint(directory, disk, store, manifest, snapshots);
        } catch (IOException | RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    private static byte[] whole(Iterator<byte[]> blocks) {
        ByteOutput out = new ByteOutput(512);
        while (blocks.hasNext()) {
            byte[] block = blocks.next();
            out.writeBytes(block, 0, block.length);
        }
        return out.toByteArray();
    }

    private static Manifest decode(byte[] bytes) {
        ByteInput in = new ByteInput(bytes);
        if (in.readLong() != FORMAT) {
            throw new CorruptBytesException("it was written by another version");
        }
        return CODEC.read(in);
    }

    public Path directory() {
        return directory;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** The snapshots of all tasks of the job as it was. */
    Iterable<StoredSnapshot> snapshots() {
        return snapshots.values();
    }

    /** The blocks of a state object. */
    List<byte[]> blocks(String object) throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        store.get(object).forEachRemaining(blocks::add);
        return blocks;
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }
}

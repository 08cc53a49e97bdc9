package dev.levada.node.storage;

import dev.levada.api.codec.CorruptBytesException;
import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.core.channel.SpillStore;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.io.disk.FileDisk;
import dev.levada.io.snapshot.SnapshotStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A directory that holds all that one job needs to go on after its process is gone: a log of decisions, and a store of
 * snapshots. Only one process can use it at a time.
 */
public final class StateDirectory implements JobStorage, Closeable {
    static final String DECISIONS = "decisions";
    private static final String THREAD = "levada-decisions";
    /** Is there while the decisions are elsewhere: no lock says then that the directory is in use. */
    private static final String ELSEWHERE = "decisions-elsewhere";

    private static final int SUMMARY_EVERY = 10_000;
    private static final RecordFormat<Decision> FORMAT = RecordFormat.of(Decision.class, "a decision");

    private final FileDisk disk;
    private final List<Decision> recalled;
    private final RecordLog log;
    private final SnapshotStorage snapshots;
    private final SpillRoom spills;
    private final Summary summary = new Summary();
    private int sinceSummary;

    private StateDirectory(FileDisk disk, List<Decision> recalled, RecordLog log, SnapshotStorage snapshots) {
        this.disk = disk;
        this.recalled = recalled;
        this.log = log;
        this.snapshots = snapshots;
        this.spills = new SpillRoom(() -> disk);
        recalled.forEach(summary::add);
    }

    /**
     * Takes a directory, and makes it if it is not there.
     *
     * @throws BadInputException if it cannot be used, or what is in it cannot be read; nothing in it is changed then
     */
    public static StateDirectory open(Path directory) {
        try {
            FileDisk disk = FileDisk.open(directory);
            return open(directory, disk, () -> {
                requireHere(disk);
                return RecordLog.onDisk(disk, DECISIONS, THREAD);
            });
        } catch (IOException | CorruptBytesException e) {
            throw unusable(directory, e);
        }
    }

    /**
     * As {@link #open(Path)}, where decisions are elsewhere and another process may still believe that it may use the
     * directory: what it decides comes to nothing, as the log does not take it.
     *
     * @param decisions closed with this
     */
    public static StateDirectory open(Path directory, RecordLog decisions) {
        try {
            FileDisk disk = FileDisk.share(directory);
            return open(directory, disk, () -> {
                if (!disk.exists(ELSEWHERE)) {
                    disk.create(ELSEWHERE).close();
                }
                return decisions;
            });
        } catch (IOException | CorruptBytesException e) {
            throw unusable(directory, e);
        }
    }

    private static void requireHere(FileDisk disk) throws IOException {
        if (disk.exists(ELSEWHERE)) {
            throw new IOException(
                    "a coordinator of several members has what was decided, as long as the job runs; ask it, with --cluster");
        }
    }

    private interface Opened {
        RecordLog log() throws IOException;
    }

    private static StateDirectory open(Path directory, FileDisk disk, Opened decisions) throws IOException {
        try {
            RecordLog log = decisions.log();
            List<Decision> recalled =
                    new ArrayList<>(log.recalled().stream().map(FORMAT::read).toList());
            SnapshotStorage snapshots = new StoreSnapshots(SnapshotStore.open(disk, JobDirectory.SNAPSHOTS));
            SpillRoom.clear(disk); // it dies with its process, and that is gone
            JobDirectory.delete(JobDirectory.workers(directory)); // likewise
            return new StateDirectory(disk, recalled, log, snapshots);
        } catch (IOException e) {
            disk.close();
            throw e;
        } catch (RuntimeException e) {
            disk.close();
            throw unusable(directory, e);
        }
    }

    private static BadInputException unusable(Path directory, Exception cause) {
        return new BadInputException(
                "state directory '%s' cannot be used: %s".formatted(directory, cause.getMessage()), cause);
    }

    static Decision decode(byte[] record) {
        return FORMAT.read(record);
    }

    /** Writes down what was decided, as {@link #open(Path)} would have, and summed up. */
    public static void write(Path directory, List<byte[]> decisions) throws IOException {
        Summary summary = new Summary();
        decisions.forEach(record -> summary.add(decode(record)));
        try (FileDisk disk = FileDisk.open(directory);
                RecordLog log = RecordLog.onDisk(disk, DECISIONS, THREAD)) {
            // Should one fail, so does the end of the log.
            summary.decisions().forEach(decision -> log.append(FORMAT.bytes(decision), () -> {}, failure -> {}));
        }
        try (FileDisk disk = FileDisk.open(directory)) {
            disk.delete(ELSEWHERE);
        }
    }

    @Override
    public SnapshotStorage snapshots() {
        return snapshots;
    }

    @Override
    public List<Decision> recalled() {
        return recalled;
    }

    /** Called by one thread at a time, in the order of the decisions. */
    @Override
    public void record(Decision decision, Runnable then, Consumer<Throwable> failed) {
        summary.add(decision);
        log.append(FORMAT.bytes(decision), then, failed);
        if (++sinceSummary >= SUMMARY_EVERY) {
            sinceSummary = 0;
            log.replace(summary.decisions().stream().map(FORMAT::bytes).toList(), failed);
        }
    }

    @Override
    public SpillStore spill() {
        return spills.store();
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public void close() throws IOException {
        try {
            log.close();
            SpillRoom.clear(disk);
        } finally {
            disk.close();
        }
    }
}

package dev.levada.node.storage;

import dev.levada.api.codec.CorruptBytesException;
import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.io.disk.FileDisk;
import dev.levada.io.log.SegmentedLog;
import dev.levada.io.snapshot.CorruptSnapshotException;
import dev.levada.io.snapshot.SnapshotStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A state directory of a job that does not run now, to be read: nothing in it is ever changed. */
public final class RecordedDirectory implements Closeable {
    private static final String READER = "reader";

    private final FileDisk disk;
    private final List<Decision> decisions;
    private final SnapshotStorage snapshots;

    private RecordedDirectory(FileDisk disk, List<Decision> decisions, SnapshotStorage snapshots) {
        this.disk = disk;
        this.decisions = decisions;
        this.snapshots = snapshots;
    }

    /**
     * Takes a directory; no job can have it until it is closed.
     *
     * @throws BadInputException if a job has it, or it is no state directory, or cannot be read
     */
    public static RecordedDirectory open(Path directory) {
        try {
            return open(FileDisk.read(directory));
        } catch (IOException | CorruptBytesException | CorruptSnapshotException e) {
            throw new BadInputException(
                    "state directory '%s' cannot be read: %s".formatted(directory, e.getMessage()), e);
        }
    }

    private static RecordedDirectory open(FileDisk disk) throws IOException {
        try {
            if (!disk.exists(StateDirectory.DECISIONS)) {
                throw new IOException("no job has kept its state there");
            }
            List<Decision> decisions = new ArrayList<>();
            SegmentedLog.read(
                    disk, StateDirectory.DECISIONS, (index, record) -> decisions.add(StateDirectory.decode(record)));
            SnapshotStore store = SnapshotStore.share(disk, JobDirectory.SNAPSHOTS, READER);
            return new RecordedDirectory(disk, decisions, new StoreSnapshots(store));
        } catch (IOException | RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    /** What the job's coordinator decided, in order. */
    public List<Decision> decisions() {
        return decisions;
    }

    public SnapshotStorage snapshots() {
        return snapshots;
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }
}

package dev.levada.node.storage;

import dev.levada.api.connector.BadInputException;
import dev.levada.core.channel.SpillStore;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.io.disk.FileDisk;
import dev.levada.io.snapshot.SnapshotStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The directory of a job whose coordinator is another process: its snapshots, and room for what is spilled. */
public final class SharedDirectory implements Closeable {
    private final SnapshotStorage snapshots;
    private final SpillRoom spills;
    private final FileDisk room;

    private SharedDirectory(SnapshotStorage snapshots, FileDisk room) {
        this.snapshots = snapshots;
        this.room = room;
        this.spills = new SpillRoom(() -> room);
    }

    /**
     * Opens a directory that a coordinator has made.
     *
     * @param writer tells this process from all others that use the directory: letters and digits
     * @throws BadInputException if it cannot be used
     */
    public static SharedDirectory open(Path directory, String writer) {
        try {
            SnapshotStore store = SnapshotStore.share(FileDisk.share(directory), JobDirectory.SNAPSHOTS, writer);
            FileDisk room =
                    FileDisk.open(directory.resolve(JobDirectory.WORKERS).resolve(writer));
            return new SharedDirectory(new StoreSnapshots(store), room);
        } catch (IOException e) {
            throw new BadInputException(
                    "the job's directory '%s' cannot be used by a worker: %s".formatted(directory, e.getMessage()), e);
        }
    }

    public SnapshotStorage snapshots() {
        return snapshots;
    }

    /** Room for what a new attempt has sent. */
    public SpillStore spill() {
        return spills.store();
    }

    @Override
    public void close() throws IOException {
        SpillRoom.clear(room);
        room.close();
    }
}

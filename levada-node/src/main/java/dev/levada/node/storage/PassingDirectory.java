package dev.levada.node.storage;

import dev.levada.core.channel.SpillStore;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.io.disk.FileDisk;
import dev.levada.io.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The snapshots of a job whose workers are other processes, in a temporary directory: they outlast the workers, but not
 * the coordinator, which keeps its decisions in memory.
 */
public final class PassingDirectory extends Unrecorded {
    private final Path root;
    private final FileDisk disk;
    private final SnapshotStorage snapshots;
    private final SpillRoom spills;

    private PassingDirectory(Path root, FileDisk disk, SnapshotStorage snapshots) {
        this.root = root;
        this.disk = disk;
        this.snapshots = snapshots;
        this.spills = new SpillRoom(() -> disk);
    }

    /** Makes the directory. */
    public static PassingDirectory make() throws IOException {
        Path root = Files.createTempDirectory("levada-"); // for its owner only
        FileDisk disk = FileDisk.open(root);
        return new PassingDirectory(root, disk, new StoreSnapshots(SnapshotStore.open(disk, JobDirectory.SNAPSHOTS)));
    }

    public Path root() {
        return root;
    }

    @Override
    public SnapshotStorage snapshots() {
        return snapshots;
    }

    @Override
    public SpillStore spill() {
        return spills.store();
    }

    @Override
    public void close() throws IOException {
        disk.close();
        JobDirectory.delete(root);
    }
}

package dev.levada.node.worker;

import dev.levada.core.snapshot.MemoryStorage;
import dev.levada.core.snapshot.SnapshotStorage;

/**
 * A disk of this host, as far as it has the logs of one job: what processes of this host put there, others of it find.
 */
public interface HostDisk {

    /** Tells it from all other disks, and from what was in its place before. */
    String name();

    SnapshotStorage logs();

    /** Whether what was put there is still there, as far as can be seen from its name. Waits for the disk. */
    boolean isThere();

    /** Where all of the job is in one process: nothing has to outlast it. */
    static HostDisk inMemory() {
        SnapshotStorage logs = new MemoryStorage();
        return new HostDisk() {
            @Override
            public String name() {
                return "memory";
            }

            @Override
            public SnapshotStorage logs() {
                return logs;
            }

            @Override
            public boolean isThere() {
                return true;
            }
        };
    }
}

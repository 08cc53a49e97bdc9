package dev.levada.testkit.mutant;

import dev.levada.core.snapshot.GrowingObject;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.testkit.world.Doors;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bugs in logs on the disks of workers' hosts. */
final class HostLogMutants {

    private HostLogMutants() {}

    static final class CountedWhenWritten implements Doors {
        @Override
        public SnapshotStorage hostStorage(SnapshotStorage storage) {
            return new ForwardingStorage(storage) {
                @Override
                public GrowingObject begin(String name) throws IOException {
                    return new LogMutants.LogNotForced.Unforced(super.begin(name));
                }
            };
        }
    }

    static final class LostDiskNotCounted implements Doors {
        @Override
        public String disk(String host, String disk) {
            return host;
        }
    }

    static final class ReadLogGrows implements Doors {
        @Override
        public SnapshotStorage hostStorage(SnapshotStorage storage) {
            return new ForwardingStorage(storage) {
                @Override
                public Map<String, Long> floors() {
                    return new LinkedHashMap<>();
                }
            };
        }
    }
}

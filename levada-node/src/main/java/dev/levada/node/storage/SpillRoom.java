package dev.levada.node.storage;

import dev.levada.core.channel.SpillStore;
import dev.levada.io.disk.FileDisk;
import dev.levada.io.snapshot.SpillMemory;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the attempts of a job in one process spill: memory that they share, and a directory under which each has one of
 * its own. It is made when it is first needed, and deleted at the end. Any thread.
 */
final class SpillRoom {
    private static final String DIRECTORY = "spill";

    private final Place place;
    private final SpillMemory memory;
    private final AtomicLong stores = new AtomicLong();

    /** Where the directory is. */
    interface Place {

        /** Called for each attempt that needs it. */
        FileDisk disk() throws IOException;
    }

    SpillRoom(Place place) {
        this(place, SpillMemory.ofThisProcess());
    }

    /** @param memory what all attempts share before they use the directory */
    SpillRoom(Place place, SpillMemory memory) {
        this.place = place;
        this.memory = memory;
    }

    /** A store for a new attempt, of which nothing is on the disk before the first put. */
    SpillStore store() {
        return new DiskSpill(place, "%s/%d".formatted(DIRECTORY, stores.incrementAndGet()), memory);
    }

    /** Deletes what attempts have left that did not close their stores, and the directory. */
    static void clear(FileDisk disk) throws IOException {
        if (!disk.exists(DIRECTORY)) {
            return;
        }
        for (String name : disk.list(DIRECTORY)) {
            if (name.matches("\\d+")) {
                DiskSpill.delete(disk, DIRECTORY + "/" + name);
            }
        }
        if (disk.list(DIRECTORY).isEmpty()) {
            disk.delete(DIRECTORY);
        }
    }
}

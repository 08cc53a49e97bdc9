package dev.levada.io.snapshot;

import dev.levada.io.disk.Disk;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** In one file that is replaced whole, by one process. */
final class OwnFloors implements Floors {
    private final Disk disk;
    private final String file;
    /** Whether another process raises them. */
    private final boolean watched;

    private Map<String, Long> floors = new TreeMap<>();

    private OwnFloors(Disk disk, String file, boolean watched) {
        this.disk = disk;
        this.file = file;
        this.watched = watched;
    }

    static OwnFloors load(Disk disk, String file) throws IOException {
        OwnFloors floors = new OwnFloors(disk, file, false);
        floors.sweep();
        floors.read();
        return floors;
    }

    /** Those that another process raises. */
    static OwnFloors watch(Disk disk, String file) throws IOException {
        OwnFloors floors = new OwnFloors(disk, file, true);
        floors.read();
        return floors;
    }

    private void read() throws IOException {
        if (disk.exists(file)) {
            FloorsFile.read(disk, file).forEach((owner, attempt) -> floors.merge(owner, attempt, Math::max));
        }
    }

    @Override
    public Map<String, Long> latest() throws IOException {
        if (watched) {
            read();
        }
        return Map.copyOf(floors);
    }

    @Override
    public boolean raise(Map<String, Long> attempts) throws IOException {
        if (watched) {
            throw new IllegalStateException("the floors of %s are another process's to raise".formatted(file));
        }
        read(); // one that raised them before, and did not know yet that it was replaced, may have done so once more
        Map<String, Long> raised = new TreeMap<>(floors);
        attempts.forEach((owner, attempt) -> raised.merge(owner, attempt, Math::max));
        if (raised.equals(floors)) {
            return false;
        }
        FloorsFile.write(disk, file, raised);
        floors = raised;
        return true;
    }

    private void sweep() throws IOException {
        String next = FloorsFile.beside(file);
        if (disk.exists(next)) {
            disk.delete(next);
        }
    }
}

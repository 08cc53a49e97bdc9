package dev.levada.io.snapshot;

import dev.levada.io.disk.Disk;
import dev.levada.io.log.CorruptLogException;
import dev.levada.io.log.SegmentedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Those objects of a store that grow: each a log in a directory of its own, which others may read meanwhile. */
final class GrowingObjects {
    private static final long SEGMENT_BYTES = 16 << 20;

    private final Disk disk;
    private final String directory;

    GrowingObjects(Disk disk, String directory) {
        this.disk = disk;
        this.directory = directory;
    }

    SegmentedLog begin(String name) throws IOException {
        String path = path(name);
        if (disk.exists(path)) {
            throw new IllegalArgumentException("the name '%s' was used before; use a new one".formatted(name));
        }
        return SegmentedLog.open(disk, path, SEGMENT_BYTES);
    }

    boolean has(String name) throws IOException {
        return disk.exists(path(name));
    }

    List<byte[]> read(String name) throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        try {
            SegmentedLog.read(disk, path(name), (index, block) -> blocks.add(block));
        } catch (CorruptLogException e) {
            throw CorruptSnapshotException.of(name, e.file(), String.valueOf(e.getMessage()));
        }
        return blocks;
    }

    /** File names of all of them. */
    List<String> files() throws IOException {
        return disk.exists(directory) ? disk.list(directory) : List.of();
    }

    /** Again, if a crash has left some of it. */
    void delete(String name) throws IOException {
        String path = path(name);
        for (String segment : disk.list(path)) {
            disk.delete(path + "/" + segment);
        }
        disk.delete(path);
        disk.syncDirectory(directory);
    }

    private String path(String name) {
        return directory + "/" + ObjectName.toFile(name);
    }
}

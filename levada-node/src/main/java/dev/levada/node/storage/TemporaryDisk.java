package dev.levada.node.storage;

import static java.util.Objects.requireNonNull;

import dev.levada.io.disk.FileDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory of this process alone, made when it is first asked for and deleted at the end. Any thread. */
final class TemporaryDisk implements SpillRoom.Place {
    private @Nullable Path root;
    private @Nullable FileDisk disk;

    @Override
    public synchronized FileDisk disk() throws IOException {
        if (disk == null) {
            root = Files.createTempDirectory("levada-"); // for its owner only
            disk = FileDisk.open(root);
        }
        return disk;
    }

    /** Where it is, when it was asked for. */
    synchronized Path root() {
        return requireNonNull(root);
    }

    synchronized void close() throws IOException {
        if (disk != null && root != null) {
            disk.close();
            disk = null;
            List<Path> all;
            try (Stream<Path> tree = Files.walk(root)) {
                all = new ArrayList<>(tree.toList());
            }
            Collections.reverse(all); // what is in a directory before the directory
            for (Path each : all) {
                Files.delete(each);
            }
        }
    }
}

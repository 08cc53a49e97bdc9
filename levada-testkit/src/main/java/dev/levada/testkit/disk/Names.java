package dev.levada.testkit.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The names of all files, as programs see them, and as a crash would leave them. */
final class Names {
    private final List<Change> unsynced = new ArrayList<>();
    private TreeMap<String, Inode> seen = new TreeMap<>();
    private TreeMap<String, Inode> durable = new TreeMap<>();

    /**
     * One step.
     *
     * @param before the name that goes; empty if none does
     * @param after the name that comes; empty if none does
     */
    private record Change(String before, String after, Inode file) {

        /** Without its own beginnings it does nothing: a file that was never there cannot be renamed. */
        void applyTo(Map<String, Inode> names) {
            if (before.isEmpty() || names.get(before) == file) {
                names.remove(before);
                if (!after.isEmpty()) {
                    names.put(after, file);
                }
            }
        }

        boolean isIn(String directory) {
            return parent(before.isEmpty() ? after : before).equals(directory);
        }
    }

    static String parent(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    @Nullable
    Inode find(String path) {
        return seen.get(path);
    }

    List<String> in(String directory) {
        return seen.keySet().stream()
                .filter(path -> parent(path).equals(directory))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }

    long bytes() {
        return seen.values().stream().mapToLong(file -> file.seen().length).sum();
    }

    void create(String path, Inode file) {
        change(new Change("", path, file));
    }

    void rename(String from, String to, Inode file) {
        change(new Change(from, to, file));
    }

    void delete(String path, Inode file) {
        change(new Change(path, "", file));
    }

    private void change(Change change) {
        unsynced.add(change);
        change.applyTo(seen);
    }

    void sync(String directory) {
        for (Change change : List.copyOf(unsynced)) {
            if (change.isIn(directory)) {
                change.applyTo(durable);
                unsynced.remove(change);
            }
        }
    }

    void crash(RandomGenerator random) {
        int mode = random.nextInt(3);
        for (Change change : unsynced) {
            if (mode == 1 || (mode == 2 && random.nextBoolean())) {
                change.applyTo(durable);
            }
        }
        unsynced.clear();
        seen = new TreeMap<>(durable);
        for (Inode file : seen.values()) {
            file.crash(random);
        }
    }
}

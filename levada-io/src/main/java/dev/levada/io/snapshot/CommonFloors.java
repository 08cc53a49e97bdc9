package dev.levada.io.snapshot;

import dev.levada.io.disk.Disk;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Raised by several processes, none of which waits for another: each has a file of its own, with all that it knows of,
 * and what counts is the highest in any of them. A file is never changed, so each is read once; when a process has a
 * later one, it deletes its last.
 */
final class CommonFloors implements Floors {
    private static final String PREFIX = "floors-";
    /** So often a file may be gone for a later one of the same process between being seen and being read. */
    private static final int MOST_TRIES = 100;

    private final Disk disk;
    private final String directory;
    private final String own;
    private final Set<String> seen = new TreeSet<>();
    private final Map<String, Long> floors = new TreeMap<>();

    /** @param writer tells this process from all others; ends in a hyphen, and has no other */
    CommonFloors(Disk disk, String directory, String writer) throws IOException {
        this.disk = disk;
        this.directory = directory;
        this.own = PREFIX + writer;
        read();
    }

    private void read() throws IOException {
        for (int tries = 1; !readAll(tries == MOST_TRIES); tries++) {}
    }

    /** Whether all that were there could be read. */
    private boolean readAll(boolean mustBeThere) throws IOException {
        List<String> files = disk.list(directory).stream()
                .filter(name -> name.startsWith(PREFIX) && !name.endsWith(FloorsFile.beside("")))
                .toList();
        for (String file : files) {
            String path = directory + "/" + file;
            if (!seen.contains(file)) {
                try {
                    merge(FloorsFile.read(disk, path));
                } catch (IOException e) {
                    if (mustBeThere || disk.exists(path)) {
                        throw e;
                    }
                    return false;
                }
                seen.add(file);
            }
        }
        seen.retainAll(files);
        return true;
    }

    private void merge(Map<String, Long> attempts) {
        attempts.forEach((owner, attempt) -> floors.merge(owner, attempt, Math::max));
    }

    @Override
    public Map<String, Long> latest() throws IOException {
        read();
        return Map.copyOf(floors);
    }

    @Override
    public boolean raise(Map<String, Long> attempts) throws IOException {
        read();
        if (attempts.entrySet().stream().allMatch(each -> floors.getOrDefault(each.getKey(), 0L) >= each.getValue())) {
            return false;
        }
        List<String> earlier =
                seen.stream().filter(file -> file.startsWith(own)).toList();
        long number = earlier.stream()
                .mapToLong(file -> Long.parseLong(file.substring(own.length())))
                .max()
                .orElse(0);
        Map<String, Long> raised = new TreeMap<>(floors);
        attempts.forEach((owner, attempt) -> raised.merge(owner, attempt, Math::max));
        String file = own + (number + 1);
        FloorsFile.write(disk, directory + "/" + file, raised);
        merge(raised);
        seen.add(file);
        for (String last : earlier) {
            disk.delete(directory + "/" + last);
            seen.remove(last);
        }
        return true;
    }
}

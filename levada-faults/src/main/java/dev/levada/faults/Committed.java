package dev.levada.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Counts the lines of an output as it grows, reading each once. Confined to one thread. */
final class Committed {
    private final Path directory;
    private final Map<Path, Count> counts = new HashMap<>();

    Committed(Path directory) {
        this.directory = directory;
    }

    private static final class Count {
        private long bytes;
        private long lines;
    }

    /** How many there are now. */
    long poll() throws IOException {
        long lines = 0;
        for (Path file : Oracle.parts(directory)) {
            Count count = counts.computeIfAbsent(file, path -> new Count());
            grow(count, file);
            lines += count.lines;
        }
        return lines;
    }

    private static void grow(Count count, Path file) throws IOException {
        try {
            long size = Files.size(file);
            if (size < count.bytes) { // a commit that failed was taken back
                count.bytes = 0;
                count.lines = 0;
            }
            if (size > count.bytes) {
                try (InputStream in = Files.newInputStream(file)) {
                    in.skipNBytes(count.bytes);
                    byte[] fresh = in.readNBytes((int) Math.min(size - count.bytes, 1 << 26));
                    count.bytes += fresh.length;
                    for (byte next : fresh) {
                        count.lines += next == '\n' ? 1 : 0;
                    }
                }
            }
        } catch (NoSuchFileException e) {
            return; // taken away since it was listed
        }
    }
}

package dev.levada.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of its own for one job, small enough to be filled. */
final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTES = 64;
    private static final String FILLER = "filler";

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static SmallDisk mount(Path directory) throws IOException, InterruptedException {
        String unused = Shell.run(
                "mount", "-t", "tmpfs", "-o", "size=%dm".formatted(MEGABYTES), "levada-faults", directory.toString());
        return new SmallDisk(directory);
    }

    /** Leaves no byte free. */
    void fill() throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream filler = Files.newOutputStream(directory.resolve(FILLER))) {
            for (long written = 0; written <= (long) MEGABYTES << 20; written += block.length) {
                filler.write(block);
            }
        } catch (IOException e) {
            return; // full, as it should be
        }
        throw new IOException("'%s' holds more than its %d MB".formatted(directory, MEGABYTES));
    }

    void empty() throws IOException {
        Files.deleteIfExists(directory.resolve(FILLER));
    }

    @Override
    public void close() throws IOException {
        try {
            String unused = Shell.run("umount", "-l", directory.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

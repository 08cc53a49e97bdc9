package dev.levada.node.storage;

import dev.levada.core.channel.SpillException;
import dev.levada.core.channel.SpillStore;
import dev.levada.io.disk.FileDisk;
import dev.levada.io.snapshot.SpillFile;
import dev.levada.io.snapshot.SpillMemory;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What one attempt spills: in memory that it shares with others, and in a directory of its own. */
final class DiskSpill implements SpillStore {
    /** What a task that sends 100 MB a second sends in an epoch of forty. */
    private static final long MAX_BYTES = 4L << 30;

    private final SpillRoom.Place place;
    private final String directory;
    private final SpillMemory memory;
    private @Nullable FileDisk disk;
    private @Nullable SpillFile file;

    DiskSpill(SpillRoom.Place place, String directory, SpillMemory memory) {
        this.place = place;
        this.directory = directory;
        this.memory = memory;
    }

    @Override
    public long put(byte[] bytes, int length) {
        if (length > SpillFile.MAX_PUT_BYTES) {
            throw new SpillException("a batch of %d bytes is more than the %d that can be spilled; make batches smaller"
                    .formatted(length, SpillFile.MAX_PUT_BYTES));
        }
        try {
            return opened().put(bytes, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private SpillFile opened() throws IOException {
        if (file == null) {
            disk = place.disk();
            file = new SpillFile(disk, directory, memory, MAX_BYTES);
        }
        return file;
    }

    @Override
    public byte[] get(long reference) {
        try {
            return opened().get(reference);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void drop(long before) {
        try {
            opened().drop(before);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            if (file != null && disk != null) {
                file.close();
                disk.delete(directory);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Deletes what an attempt of another process, or one that was not closed, has left. */
    static void delete(FileDisk disk, String directory) throws IOException {
        new SpillFile(disk, directory, SpillMemory.none(), MAX_BYTES).close(); // it begins empty
        disk.delete(directory);
    }

    private static SpillException failed(IOException cause) {
        return new SpillException(String.valueOf(cause.getMessage()), cause);
    }
}

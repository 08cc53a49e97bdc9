package dev.levada.node.storage;

import dev.levada.io.disk.FileDisk;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Records in an order, none of which is lost once it is written. Appended to by one thread at a time. */
public interface RecordLog extends Closeable {

    /** What was written before this was opened, in order. */
    List<byte[]> recalled();

    /**
     * Writes a record after all earlier ones.
     *
     * @param then runs when the record will not be lost, in the order of the records, on any thread; must be short
     * @param failed told if that cannot be
     */
    void append(byte[] record, Runnable then, Consumer<Throwable> failed);

    /** Writes anew what all that was written comes to; once that will not be lost, the old records are not needed. */
    void replace(List<byte[]> records, Consumer<Throwable> failed);

    /**
     * A log in a directory of a disk.
     *
     * @param thread the name of the thread that writes
     * @throws IOException if it cannot be read
     */
    static RecordLog onDisk(FileDisk disk, String directory, String thread) throws IOException {
        return DiskLog.open(disk, directory, thread);
    }
}

package dev.levada.core.snapshot;

import java.io.IOException;

/**
 * Deletes from the disk of a host what tasks chose before an epoch that was complete: what this process has written one
 * epoch later, as a recovery may still go back to the one before; and another one later what others have left that are
 * gone, as those that live do so themselves. Confined to one thread.
 */
public final class HostLogSweeper {
    private final SnapshotStorage logs;
    private final String writer;
    private long last;
    private long before;

    /**
     * No epoch was complete.
     *
     * @param writer in whose name this process writes
     */
    public HostLogSweeper(SnapshotStorage logs, String writer) {
        this.logs = logs;
        this.writer = writer;
    }

    /**
     * An epoch is complete; told more than once it does nothing. Waits for the disk.
     *
     * @throws IOException if something of this process cannot be deleted now; it can be when the next epoch is complete
     */
    public void sweep(long epoch) throws IOException {
        if (epoch <= last) {
            return;
        }
        long own = last;
        long others = before;
        before = last;
        last = epoch;
        for (String name : logs.names()) {
            long upTo = StoredSnapshot.epochOf(name);
            if (LogObject.isOf(name, writer)) {
                if (upTo <= own) {
                    logs.delete(name);
                }
            } else if (upTo <= others) {
                deleteLeft(name);
            }
        }
    }

    private void deleteLeft(String name) {
        try {
            logs.delete(name);
        } catch (IOException e) {
            return; // another process is at it, or it is there the next time
        }
    }
}

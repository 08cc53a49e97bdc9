package dev.levada.replication.sequencer;

import dev.levada.io.disk.Disk;
import dev.levada.io.snapshot.SnapshotStore;
import dev.levada.replication.consensus.ReplicatedLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** The snapshots of a member, named for the index they are of. Confined to one thread. */
final class SnapshotFiles {
    private static final String PREFIX = "snapshot-";
    private static final int BLOCK_BYTES = 1024 * 1024;

    private final SnapshotStore store;

    SnapshotFiles(Disk disk) throws IOException {
        store = SnapshotStore.open(disk, "snapshots");
    }

    /** Takes over the newest; 0 if there is none. */
    long restoreNewest(ReplicatedLog log) throws IOException {
        long newest = indexes().stream().max(Comparator.naturalOrder()).orElse(0L);
        if (newest > 0) {
            Iterator<byte[]> blocks = store.blocks(PREFIX + newest);
            List<InputStream> parts = new ArrayList<>();
            while (blocks.hasNext()) {
                parts.add(new ByteArrayInputStream(blocks.next()));
            }
            log.readSnapshot(new SequenceInputStream(Collections.enumeration(parts)));
        }
        return newest;
    }

    /** Durable when this returns; older ones are deleted then. */
    void write(ReplicatedLog log, long index) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        log.writeSnapshot(whole);
        store.put(PREFIX + index, blocks(whole.toByteArray()));
        for (long older : indexes()) {
            if (older < index) {
                store.delete(PREFIX + older);
            }
        }
    }

    private static Iterator<byte[]> blocks(byte[] bytes) {
        List<byte[]> blocks = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += BLOCK_BYTES) {
            blocks.add(java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + BLOCK_BYTES)));
        }
        return blocks.iterator();
    }

    private List<Long> indexes() throws IOException {
        return store.list(PREFIX).stream()
                .map(name -> Long.valueOf(name.substring(PREFIX.length())))
                .toList();
    }
}

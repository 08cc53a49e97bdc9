package dev.levada.core.state;

import dev.levada.api.codec.ByteOutput;
import dev.levada.core.codec.Codecs;
import java.util.Iterator;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Hashes what tables hold, in the order and in the bytes in which a full view has it: two checksums side by side. */
final class DigestWriter {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final EntryWriter entries;
    private final ByteOutput out = new ByteOutput(1024);
    private final Checksum high = new CRC32C();
    private final Checksum low = new CRC32();

    DigestWriter(String operator, Codecs codecs) {
        this.entries = new EntryWriter(operator, codecs, out);
    }

    /** An empty table leaves no trace: states are declared at any time. */
    void add(TableView table) {
        if (table.size() == 0) {
            return;
        }
        out.writeString(table.shape().name());
        out.writeString(table.shape().kind());
        entries.startTable(table.shape().name(), table.kind());
        Iterator<Cell> cells = table.all(entries::compareKeys);
        while (cells.hasNext()) {
            entries.write(cells.next());
            if (out.size() >= CHUNK_BYTES) {
                take();
            }
        }
        take();
    }

    private void take() {
        high.update(out.array(), 0, out.size());
        low.update(out.array(), 0, out.size());
        out.clear();
    }

    long hash() {
        return high.getValue() << Integer.SIZE | low.getValue();
    }
}

package dev.levada.replication.jgroups;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What is in an entry of the log: {@code crc32c of all that follows, kind, entry}. JGroups-raft itself has no
 * checksums, and does not tell a record that was half written from a whole one.
 */
final class Content {
    private static final int CHECKSUM_BYTES = 4;
    private static final int HEAD_BYTES = CHECKSUM_BYTES + 1;

    enum Kind {
        /** Of who proposes. */
        ENTRY(0),
        /** A new leader's first: when it is applied, so is all that was committed before. */
        MARKER(1);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }
    }

    private final Kind kind;
    private final byte[] entry;

    /** @param entry not to be changed */
    Content(Kind kind, byte[] entry) {
        this.kind = kind;
        this.entry = entry;
    }

    Kind kind() {
        return kind;
    }

    byte[] entry() {
        return entry;
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + entry.length);
        bytes.putInt(0).put(kind.code).put(entry);
        bytes.putInt(0, checksum(bytes.array(), 0, bytes.capacity()));
        return bytes.array();
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset + CHECKSUM_BYTES, length - CHECKSUM_BYTES);
        return (int) crc.getValue();
    }

    /** Reads one; null if it is damaged. */
    static @Nullable Content read(byte[] bytes, int offset, int length) {
        if (length < HEAD_BYTES) {
            return null;
        }
        ByteBuffer all = ByteBuffer.wrap(bytes, offset, length);
        byte code = all.get(offset + CHECKSUM_BYTES);
        if (all.getInt(offset) != checksum(bytes, offset, length) || code > Kind.MARKER.code) {
            return null;
        }
        byte[] entry = new byte[length - HEAD_BYTES];
        all.position(offset + HEAD_BYTES).get(entry);
        return new Content(code == Kind.MARKER.code ? Kind.MARKER : Kind.ENTRY, entry);
    }
}

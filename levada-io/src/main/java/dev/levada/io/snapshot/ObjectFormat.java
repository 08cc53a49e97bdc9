package dev.levada.io.snapshot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** The fixed parts of an object's file. */
final class ObjectFormat {
    static final int MAX_BLOCK_BYTES = 16 * 1024 * 1024;
    static final int BLOCK_HEADER_BYTES = 8;
    static final int END_BYTES = 28;
    private static final long MAGIC = 0x4C45_5641_4441_534EL; // LEVADASN
    private static final int VERSION = 1;
    private static final int END_MARK = -1;

    private ObjectFormat() {}

    /** What the file of an object of that name begins with. */
    static byte[] header(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = ByteBuffer.allocate(20 + utf8.length);
        header.putLong(MAGIC).putInt(VERSION).putInt(utf8.length).put(utf8);
        return header.putInt(checksum(header)).array();
    }

    static byte[] blockHeader(long number, byte[] content) {
        return ByteBuffer.allocate(BLOCK_HEADER_BYTES)
                .putInt(content.length)
                .putInt(blockChecksum(number, content))
                .array();
    }

    /** Its number is in it, so that blocks cannot change places unseen. */
    static int blockChecksum(long number, byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(
                ByteBuffer.allocate(12).putLong(number).putInt(content.length).flip());
        checksum.update(content, 0, content.length);
        return (int) checksum.getValue();
    }

    static byte[] end(long blocks, Digest digest) {
        ByteBuffer end = ByteBuffer.allocate(END_BYTES);
        end.putInt(END_MARK).putLong(blocks).putLong(digest.bytes()).putInt(digest.checksum());
        return end.putInt(checksum(end)).array();
    }

    static boolean isEnd(byte[] bytes) {
        ByteBuffer end = ByteBuffer.wrap(bytes);
        end.position(END_BYTES - Integer.BYTES);
        int expected = checksum(end);
        return end.getInt() == expected && end.getInt(0) == END_MARK;
    }

    static long blocks(byte[] end) {
        return ByteBuffer.wrap(end).getLong(4);
    }

    static Digest digest(byte[] end) {
        ByteBuffer fields = ByteBuffer.wrap(end);
        return new Digest(fields.getLong(12), fields.getInt(20));
    }

    private static int checksum(ByteBuffer written) {
        CRC32C checksum = new CRC32C();
        checksum.update(written.array(), written.arrayOffset(), written.position());
        return (int) checksum.getValue();
    }
}

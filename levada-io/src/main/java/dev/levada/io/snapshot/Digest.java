package dev.levada.io.snapshot;

import java.util.zip.CRC32C;

/** What all the content of an object comes to, however it is cut into blocks. */
record Digest(long bytes, int checksum) {

    static Digest of(long bytes, CRC32C checksum) {
        return new Digest(bytes, (int) checksum.getValue());
    }

    @Override
    public String toString() {
        return "%d bytes, CRC32C %08x".formatted(bytes, checksum);
    }
}

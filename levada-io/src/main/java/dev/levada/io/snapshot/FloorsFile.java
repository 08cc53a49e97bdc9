package dev.levada.io.snapshot;

import dev.levada.io.disk.Disk;
import dev.levada.io.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** A file with the lowest attempt of each owner that may still write. */
final class FloorsFile {
    private static final long MAGIC = 0x4C45_5641_4441_464CL; // LEVADAFL
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 16;
    private static final int MAX_FILE_BYTES = 16 * 1024 * 1024;

    private FloorsFile() {}

    /** @throws CorruptSnapshotException if it is damaged */
    static Map<String, Long> read(Disk disk, String file) throws IOException {
        return decoded(content(disk, file), file);
    }

    /** Writes all of it beside, and gives it its name in the end, which is durable only once the directory is. */
    static void write(Disk disk, String file, Map<String, Long> floors) throws IOException {
        byte[] content = encoded(floors);
        String next = beside(file);
        if (disk.exists(next)) {
            disk.delete(next);
        }
        try (DiskFile written = disk.create(next)) {
            written.write(0, content, 0, content.length);
            written.force();
        }
        disk.rename(next, file);
    }

    /** Where it is written before it has its name. */
    static String beside(String file) {
        return file + ".next";
    }

    private static byte[] content(Disk disk, String file) throws IOException {
        try (DiskFile stored = disk.openForReading(file)) {
            if (stored.size() > MAX_FILE_BYTES) {
                throw corrupt(
                        file, "it has %d bytes, at most %d were written".formatted(stored.size(), MAX_FILE_BYTES));
            }
            byte[] content = new byte[(int) stored.size()];
            stored.read(0, content, 0, content.length);
            return content;
        }
    }

    private static byte[] encoded(Map<String, Long> floors) {
        int size = HEADER_BYTES + Integer.BYTES;
        for (String owner : floors.keySet()) {
            size += Integer.BYTES + owner.getBytes(StandardCharsets.UTF_8).length + Long.BYTES;
            if (size > MAX_FILE_BYTES) {
                throw new IllegalStateException(
                        "the floors of a snapshot store take at most %d bytes, and %d owners take more; use a store for each job"
                                .formatted(MAX_FILE_BYTES, floors.size()));
            }
        }
        ByteBuffer content = ByteBuffer.allocate(size);
        content.putLong(MAGIC).putInt(VERSION).putInt(floors.size());
        floors.forEach((owner, attempt) -> {
            byte[] utf8 = owner.getBytes(StandardCharsets.UTF_8);
            content.putInt(utf8.length).put(utf8).putLong(attempt);
        });
        return content.putInt(checksum(content.array(), content.position())).array();
    }

    private static Map<String, Long> decoded(byte[] content, String file) {
        ByteBuffer fields = ByteBuffer.wrap(content);
        int checked = content.length - Integer.BYTES;
        if (checked < HEADER_BYTES || fields.getInt(checked) != checksum(content, checked)) {
            throw corrupt(file, "it is too short, or has another checksum");
        }
        if (fields.getLong() != MAGIC || fields.getInt() != VERSION) {
            throw corrupt(file, "it is of another format");
        }
        Map<String, Long> stored = new TreeMap<>();
        for (int left = fields.getInt(); left > 0; left--) {
            byte[] utf8 = new byte[fields.getInt()];
            fields.get(utf8);
            stored.put(new String(utf8, StandardCharsets.UTF_8), fields.getLong());
        }
        return stored;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private static CorruptSnapshotException corrupt(String file, String reason) {
        return CorruptSnapshotException.floors(file, reason);
    }
}

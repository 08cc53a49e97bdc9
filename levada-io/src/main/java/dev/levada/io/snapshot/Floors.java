package dev.levada.io.snapshot;

import dev.levada.io.disk.Disk;
import dev.levada.io.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** The lowest attempt of each owner that may still write, kept in one file that is replaced whole. */
final class Floors {
    private static final long MAGIC = 0x4C45_5641_4441_464CL; // LEVADAFL
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 16;
    private static final int MAX_FILE_BYTES = 16 * 1024 * 1024;

    private final Disk disk;
    private final String file;
    private final String nextFile;
    /** Whether another process raises them. */
    private final boolean watched;

    private Map<String, Long> floors = new TreeMap<>();

    private Floors(Disk disk, String file, boolean watched) {
        this.disk = disk;
        this.file = file;
        this.nextFile = file + ".next";
        this.watched = watched;
    }

    static Floors load(Disk disk, String file) throws IOException {
        Floors floors = new Floors(disk, file, false);
        floors.sweep();
        floors.read();
        return floors;
    }

    /** Those that another process raises. */
    static Floors watch(Disk disk, String file) throws IOException {
        Floors floors = new Floors(disk, file, true);
        floors.read();
        return floors;
    }

    private void read() throws IOException {
        if (disk.exists(file)) {
            decoded(content()).forEach((owner, attempt) -> floors.merge(owner, attempt, Math::max));
        }
    }

    /** Those that were ever raised, as they are on the disk now. */
    Map<String, Long> latest() throws IOException {
        if (watched) {
            read();
        }
        return Map.copyOf(floors);
    }

    /** Puts raised floors in the file's place, if any is. They are durable only once the directory is. */
    boolean raise(Map<String, Long> attempts) throws IOException {
        if (watched) {
            throw new IllegalStateException("the floors of %s are another process's to raise".formatted(file));
        }
        read(); // one that raised them before, and did not know yet that it was replaced, may have done so once more
        Map<String, Long> raised = new TreeMap<>(floors);
        attempts.forEach((owner, attempt) -> raised.merge(owner, attempt, Math::max));
        if (raised.equals(floors)) {
            return false;
        }
        byte[] content = encoded(raised);
        sweep();
        try (DiskFile next = disk.create(nextFile)) {
            next.write(0, content, 0, content.length);
            next.force();
        }
        disk.rename(nextFile, file);
        floors = raised;
        return true;
    }

    private void sweep() throws IOException {
        if (disk.exists(nextFile)) {
            disk.delete(nextFile);
        }
    }

    private byte[] content() throws IOException {
        try (DiskFile stored = disk.openForReading(file)) {
            if (stored.size() > MAX_FILE_BYTES) {
                throw corrupt("it has %d bytes, at most %d were written".formatted(stored.size(), MAX_FILE_BYTES));
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

    private Map<String, Long> decoded(byte[] content) {
        ByteBuffer fields = ByteBuffer.wrap(content);
        int checked = content.length - Integer.BYTES;
        if (checked < HEADER_BYTES || fields.getInt(checked) != checksum(content, checked)) {
            throw corrupt("it is too short, or has another checksum");
        }
        if (fields.getLong() != MAGIC || fields.getInt() != VERSION) {
            throw corrupt("it is of another format");
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

    private CorruptSnapshotException corrupt(String reason) {
        return CorruptSnapshotException.floors(file, reason);
    }
}

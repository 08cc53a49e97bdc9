package dev.levada.testkit.mutant;

import dev.levada.io.disk.Disk;
import dev.levada.io.disk.DiskFile;
import java.io.IOException;
import java.util.List;

/** Another disk, whose files are never forced. */
record UnforcedDisk(Disk disk) implements Disk {

    private record Unforced(DiskFile file) implements DiskFile {
        @Override
        public int read(long position, byte[] target, int offset, int length) throws IOException {
            return file.read(position, target, offset, length);
        }

        @Override
        public void write(long position, byte[] source, int offset, int length) throws IOException {
            file.write(position, source, offset, length);
        }

        @Override
        public void force() {}

        @Override
        public void truncate(long sizeBytes) throws IOException {
            file.truncate(sizeBytes);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public DiskFile create(String path) throws IOException {
        return new Unforced(disk.create(path));
    }

    @Override
    public DiskFile openForWriting(String path) throws IOException {
        return new Unforced(disk.openForWriting(path));
    }

    @Override
    public DiskFile openForReading(String path) throws IOException {
        return disk.openForReading(path);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public boolean exists(String path) throws IOException {
        return disk.exists(path);
    }

    @Override
    public long size(String path) throws IOException {
        return disk.size(path);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(String path) throws IOException {
        disk.delete(path);
    }

    @Override
    public void createDirectories(String directory) throws IOException {
        disk.createDirectories(directory);
    }

    @Override
    public void syncDirectory(String directory) throws IOException {
        disk.syncDirectory(directory);
    }

    @Override
    public long freeBytes() throws IOException {
        return disk.freeBytes();
    }
}

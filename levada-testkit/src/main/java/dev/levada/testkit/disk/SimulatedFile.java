package dev.levada.testkit.disk;

import dev.levada.io.disk.DiskException;
import dev.levada.io.disk.DiskFile;
import java.io.IOException;
import java.util.Arrays;

/** An open file of the simulated disk, until the next crash. */
final class SimulatedFile implements DiskFile {
    private final SimulatedDisk disk;
    private final Inode file;
    private final String path;
    private final boolean mayWrite;
    private final int start;
    private boolean closed;

    SimulatedFile(SimulatedDisk disk, Inode file, String path, boolean mayWrite) {
        this.disk = disk;
        this.file = file;
        this.path = path;
        this.mayWrite = mayWrite;
        this.start = disk.starts();
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) throws IOException {
        requireOpen();
        byte[] content = file.seen();
        int count = (int) Math.max(0, Math.min(length, content.length - position));
        if (count > 0) {
            System.arraycopy(content, (int) position, target, offset, count);
        }
        return count;
    }

    @Override
    public void write(long position, byte[] source, int offset, int length) throws IOException {
        requireWritable();
        disk.write(file, path, position, Arrays.copyOfRange(source, offset, offset + length));
    }

    @Override
    public void force() throws IOException {
        requireOpen();
        disk.force(file, path);
    }

    @Override
    public void truncate(long sizeBytes) throws IOException {
        requireWritable();
        if (sizeBytes < file.seen().length) {
            disk.truncate(file, (int) sizeBytes);
        }
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return file.seen().length;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireWritable() throws IOException {
        requireOpen();
        if (!mayWrite) {
            throw new DiskException("cannot write %s: it was opened for reading".formatted(path));
        }
    }

    private void requireOpen() throws IOException {
        disk.requirePower();
        if (closed || start != disk.starts()) {
            throw new DiskException("%s is not open any more".formatted(path));
        }
    }
}

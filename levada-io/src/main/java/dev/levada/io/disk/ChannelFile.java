package dev.levada.io.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file of the real disk. */
final class ChannelFile implements DiskFile {
    /**
     * The most that is given to the system at once; it copies that much per thread outside the heap. Pieces end at
     * multiples of it, so no piece ends within a sector unless all of the bytes do.
     */
    private static final int PIECE_BYTES = 256 * 1024;

    private final FileChannel channel;
    private final String path;

    ChannelFile(FileChannel channel, String path) {
        this.channel = channel;
        this.path = path;
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
        try {
            while (buffer.hasRemaining()) {
                nextPiece(buffer, position + (buffer.position() - offset), offset + length);
                if (channel.read(buffer, position + (buffer.position() - offset)) < 0) {
                    break;
                }
                buffer.limit(offset + length);
            }
        } catch (IOException e) {
            throw DiskException.of("read", path, e);
        }
        return buffer.position() - offset;
    }

    @Override
    public void write(long position, byte[] source, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(source, offset, length);
        try {
            while (buffer.hasRemaining()) {
                nextPiece(buffer, position + (buffer.position() - offset), offset + length);
                channel.write(buffer, position + (buffer.position() - offset));
                buffer.limit(offset + length);
            }
        } catch (IOException e) {
            throw DiskException.of("write", path, e);
        }
    }

    private static void nextPiece(ByteBuffer buffer, long position, int limit) {
        int piece = PIECE_BYTES - (int) (position % PIECE_BYTES);
        buffer.limit(Math.min(limit - buffer.position(), piece) + buffer.position());
    }

    @Override
    public void force() throws IOException {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw DiskException.of("make durable", path, e);
        }
    }

    @Override
    public void truncate(long sizeBytes) throws IOException {
        try {
            channel.truncate(sizeBytes);
        } catch (IOException e) {
            throw DiskException.of("truncate", path, e);
        }
    }

    @Override
    public long size() throws IOException {
        try {
            return channel.size();
        } catch (IOException e) {
            throw DiskException.of("read the length of", path, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } catch (IOException e) {
            throw DiskException.of("close", path, e);
        }
    }
}

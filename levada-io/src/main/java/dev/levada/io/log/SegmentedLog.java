package dev.levada.io.log;

import dev.levada.io.disk.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records, numbered from 1 without gaps, in a directory that is this log's alone. What was appended before
 * {@link #sync} returned is there after any crash; of the rest, a beginning may be.
 *
 * <p>A write or force that fails is final: it and every later call throw {@link LogFailedException} with the first
 * cause, and nothing is tried again. The log must then be closed and opened anew, which finds out what it holds.
 *
 * <p>Confined to one thread.
 */
public final class SegmentedLog implements Closeable {
    /** The longest record, in bytes. */
    public static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

    /** The smallest length of a segment, in bytes. */
    public static final int MIN_SEGMENT_BYTES = 256;

    private static final byte[] NO_CONTENT = {};

    private final Disk disk;
    private final String directory;
    private final long segmentBytes;
    private final Recovered recovered;
    private final Deque<Segment> sealed;
    private SegmentWriter active;
    private long lastIndex;
    private long durableIndex;
    private boolean closed;
    private @Nullable Throwable failure;

    private SegmentedLog(Disk disk, String directory, long segmentBytes) throws IOException {
        Opening opening = new Opening(disk, directory);
        this.disk = disk;
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.active = opening.run();
        this.recovered = opening.recovered();
        this.sealed = new ArrayDeque<>(opening.sealed());
        this.lastIndex = opening.lastIndex();
        this.durableIndex = lastIndex;
    }

    /**
     * Opens the log of a directory, or begins one. Whatever a crash left half written at its end is cut off; all that
     * is left is durable then.
     *
     * @param segmentBytes a new file is begun when one would grow longer, except for a single record; at least
     *     {@link #MIN_SEGMENT_BYTES}
     * @throws CorruptLogException if the log is damaged in a way that no crash explains; nothing is changed then
     */
    public static SegmentedLog open(Disk disk, String directory, long segmentBytes) throws IOException {
        if (segmentBytes < MIN_SEGMENT_BYTES) {
            throw new IllegalArgumentException(
                    "a segment has at least %d bytes, was %d".formatted(MIN_SEGMENT_BYTES, segmentBytes));
        }
        return new SegmentedLog(disk, directory, segmentBytes);
    }

    /**
     * Hands over all records of a log that this process does not have open. Changes nothing: what a crash, or another
     * process that appends right now, has left half written at its end is passed over.
     *
     * @throws CorruptLogException as {@link #open}
     */
    public static void read(Disk disk, String directory, RecordConsumer consumer) throws IOException {
        for (Segment segment : new Opening(disk, directory).look()) {
            read(disk, segment, segment.firstIndex(), consumer);
        }
    }

    /**
     * Adds a record, which counts only when {@link #sync} has returned.
     *
     * @param record at most {@link #MAX_RECORD_BYTES}
     * @return its index
     */
    public long append(byte[] record) throws IOException {
        requireFits(record);
        change(() -> {
            long sizeBytes = active.sizeBytes() + RecordHeader.BYTES + record.length;
            if (sizeBytes > segmentBytes && lastIndex >= active.firstIndex()) {
                roll();
            }
            active.append(RecordHeader.ofRecord(lastIndex + 1, durableIndex, record), record);
            lastIndex++;
        });
        return lastIndex;
    }

    static void requireFits(byte[] record) {
        if (record.length > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "a record has at most %d bytes, was %d".formatted(MAX_RECORD_BYTES, record.length));
        }
    }

    /** Makes durable what was appended. */
    public void sync() throws IOException {
        change(this::force);
    }

    private void force() throws IOException {
        if (durableIndex < lastIndex) {
            active.force();
            durableIndex = lastIndex;
        }
    }

    /**
     * What comes before a segment is durable before the segment is there: so none but the last can have a torn tail.
     */
    private void roll() throws IOException {
        force();
        active.close();
        sealed.addLast(new Segment(active.path(), active.firstIndex(), lastIndex));
        active = SegmentWriter.create(disk, directory, lastIndex + 1);
    }

    /**
     * Hands over the records from an index to the last appended, durable or not. The consumer may append; that is not
     * read then.
     *
     * @param fromIndex from {@link #firstIndex} to one past {@link #lastIndex}, which gives nothing
     * @throws CorruptLogException if a record was damaged since the log was opened
     */
    public void read(long fromIndex, RecordConsumer consumer) throws IOException {
        if (fromIndex < firstIndex() || fromIndex > lastIndex + 1) {
            throw new IllegalArgumentException("log %s holds records %d to %d, asked to read from %d"
                    .formatted(directory, firstIndex(), lastIndex, fromIndex));
        }
        change(active::flush);
        List<Segment> segments = new ArrayList<>(sealed);
        segments.add(new Segment(active.path(), active.firstIndex(), lastIndex));
        for (Segment segment : segments) {
            if (segment.lastIndex() >= fromIndex) {
                read(disk, segment, fromIndex, consumer);
            }
        }
    }

    private static void read(Disk disk, Segment segment, long fromIndex, RecordConsumer consumer) throws IOException {
        try (FileWindow file = new FileWindow(disk.openForReading(segment.path()), segment.path())) {
            SegmentHeader.check(file, segment.path(), segment.firstIndex());
            SegmentScan scan = new SegmentScan(file, segment.firstIndex());
            while (scan.lastIndex() < segment.lastIndex()) {
                if (!scan.advance()) {
                    throw CorruptLogException.at(
                            segment.path(),
                            scan.position(),
                            "record %d could be read before and cannot any more".formatted(scan.lastIndex() + 1));
                }
                if (scan.isAtRecord() && scan.lastIndex() >= fromIndex) {
                    consumer.accept(scan.lastIndex(), scan.content());
                }
            }
        }
    }

    /** The first record held; one past {@link #lastIndex} if there is none. */
    public long firstIndex() {
        return sealed.isEmpty() ? active.firstIndex() : sealed.getFirst().firstIndex();
    }

    /** The last record appended; 0 if there never was one. */
    public long lastIndex() {
        return lastIndex;
    }

    /** The last record that is sure to outlast a crash; 0 if there never was one. */
    public long durableIndex() {
        return durableIndex;
    }

    /** What opening cut off. */
    public Recovered recovered() {
        return recovered;
    }

    /** Deletes the segments that hold nothing but records before an index; the last segment stays. */
    public void dropBefore(long index) throws IOException {
        change(() -> {
            while (!sealed.isEmpty() && sealed.getFirst().lastIndex() < index) {
                disk.delete(sealed.getFirst().path());
                // One by one, or a crash might keep an older one and not a younger one, which looks like damage.
                disk.syncDirectory(directory);
                sealed.removeFirst();
            }
        });
    }

    /** Makes durable what was appended, and closes. After a failure it only closes. Closing twice does nothing. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        try {
            if (failure == null) {
                change(this::seal);
            }
        } finally {
            closed = true;
            active.close();
        }
    }

    /** With a mark at its end, damage to the last records can be told from a torn tail. */
    private void seal() throws IOException {
        force();
        if (lastIndex >= active.firstIndex() && !active.endsWithMark()) {
            active.append(RecordHeader.ofMark(lastIndex), NO_CONTENT);
            active.force();
        }
    }

    private void change(Change change) throws IOException {
        if (failure != null) {
            throw new LogFailedException(directory, failure);
        }
        if (closed) {
            throw new IllegalStateException("log %s is closed".formatted(directory));
        }
        try {
            change.run();
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw new LogFailedException(directory, e);
        }
    }

    private interface Change {
        void run() throws IOException;
    }
}

package dev.levada.io.log;

import dev.levada.io.disk.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens a log: looks at everything first, and changes nothing before all of it is found to be in order. */
final class Opening {
    private final Disk disk;
    private final String directory;
    private final List<Segment> sealed = new ArrayList<>();
    private Recovered recovered = new Recovered("", 0);
    private long lastIndex;

    Opening(Disk disk, String directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /** What was found of the segments before the last. */
    List<Segment> sealed() {
        return sealed;
    }

    Recovered recovered() {
        return recovered;
    }

    long lastIndex() {
        return lastIndex;
    }

    /** Checks the log and readies its last segment, in which everything is durable then. */
    SegmentWriter run() throws IOException {
        disk.createDirectories(directory);
        List<Long> segments = segments();
        if (segments.isEmpty()) {
            return SegmentWriter.create(disk, directory, 1);
        }
        return openLast(checkSealed(segments));
    }

    /** Checks the log and changes nothing: what there is, of the last segment what is whole. */
    List<Segment> look() throws IOException {
        List<Long> segments = segments();
        if (!segments.isEmpty()) {
            long first = checkSealed(segments);
            SegmentScan scan = scanLast(first);
            lastIndex = scan == null ? first - 1 : scan.lastIndex();
            if (lastIndex >= first) {
                sealed.add(new Segment(path(first), first, lastIndex));
            }
        }
        return sealed;
    }

    /** The first index of the last segment; those before it are sealed. */
    private long checkSealed(List<Long> segments) throws IOException {
        for (int i = 0; i + 1 < segments.size(); i++) {
            long first = segments.get(i);
            requireNext(first);
            sealed.add(whole(first, segments.get(i + 1)));
        }
        long last = segments.get(segments.size() - 1);
        requireNext(last);
        return last;
    }

    private List<Long> segments() throws IOException {
        List<Long> segments = new ArrayList<>();
        for (String name : disk.list(directory)) {
            if (SegmentName.isSegment(name)) {
                segments.add(SegmentName.firstIndex(directory, name));
            }
        }
        return segments;
    }

    private void requireNext(long first) throws CorruptLogException {
        long expected = sealed.isEmpty() ? first : sealed.get(sealed.size() - 1).lastIndex() + 1;
        if (first != expected) {
            throw CorruptLogException.at(
                    path(expected), 0, "the segment is missing; the next one begins with record %d".formatted(first));
        }
    }

    private Segment whole(long first, long next) throws IOException {
        String path = path(first);
        try (FileWindow file = new FileWindow(disk.openForReading(path), path)) {
            SegmentHeader.check(file, path, first);
            SegmentScan scan = scanned(file, first);
            if (!scan.isAtEnd()) {
                throw CorruptLogException.at(
                        path,
                        scan.position(),
                        "record %d cannot be read, but a segment from record %d on was begun after it"
                                .formatted(scan.lastIndex() + 1, next));
            }
            return new Segment(path, first, scan.lastIndex());
        }
    }

    private SegmentWriter openLast(long first) throws IOException {
        SegmentScan scan = scanLast(first);
        if (scan == null) {
            lastIndex = first - 1;
            return SegmentWriter.create(disk, directory, first);
        }
        SegmentWriter writer = SegmentWriter.resume(disk, path(first), first, scan);
        disk.syncDirectory(directory);
        lastIndex = scan.lastIndex();
        return writer;
    }

    /** Null if a crash came before the segment was there whole. */
    private @Nullable SegmentScan scanLast(long first) throws IOException {
        String path = path(first);
        boolean mayBeUnborn = !sealed.isEmpty() || first == 1;
        try (FileWindow file = new FileWindow(disk.openForReading(path), path)) {
            if (mayBeUnborn && SegmentHeader.isUnborn(file, first)) {
                recovered = new Recovered(path, file.sizeBytes());
                return null;
            }
            SegmentHeader.check(file, path, first);
            SegmentScan scan = scanned(file, first);
            if (!scan.isAtEnd()) {
                TornTail.check(file, path, first, scan);
            }
            recovered = new Recovered(path, file.sizeBytes() - scan.position());
            return scan;
        }
    }

    private static SegmentScan scanned(FileWindow file, long first) throws IOException {
        SegmentScan scan = new SegmentScan(file, first);
        while (scan.advance()) {
            // as far as it goes
        }
        return scan;
    }

    private String path(long first) {
        return directory + "/" + SegmentName.of(first);
    }
}

package dev.levada.testkit.disk;

import dev.levada.io.log.SegmentedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What the tests of the log have in common. */
final class Logs {
    static final String DIRECTORY = "log";

    private Logs() {}

    static SimulatedDisk disk() {
        return new SimulatedDisk(new SplittableRandom(1));
    }

    /** A log with records of that many bytes, forced after each so many, and closed. */
    static SimulatedDisk closed(int records, int recordBytes, int batch, long segmentBytes) throws IOException {
        SimulatedDisk disk = disk();
        try (SegmentedLog log = SegmentedLog.open(disk, DIRECTORY, segmentBytes)) {
            appendAll(log, records, recordBytes, batch);
        }
        return disk;
    }

    /** The same, not closed: what a killed process leaves. */
    static SimulatedDisk left(int records, int recordBytes, int batch, long segmentBytes) throws IOException {
        SimulatedDisk disk = disk();
        appendAll(SegmentedLog.open(disk, DIRECTORY, segmentBytes), records, recordBytes, batch);
        disk.crash();
        return disk;
    }

    private static void appendAll(SegmentedLog log, int records, int recordBytes, int batch) throws IOException {
        for (int i = 1; i <= records; i++) {
            log.append(record(i, recordBytes));
            if (i % batch == 0) {
                log.sync();
            }
        }
        log.sync();
    }

    /** Content that has no zeros, and is another for each index. */
    static byte[] record(long index, int bytes) {
        StringBuilder text = new StringBuilder("record " + index + " ");
        while (text.length() < bytes) {
            text.append(index * 31 + text.length());
        }
        return text.substring(0, bytes).getBytes(StandardCharsets.US_ASCII);
    }

    static List<byte[]> records(int number, int bytes) {
        List<byte[]> records = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            records.add(record(i, bytes));
        }
        return records;
    }

    /** All that a log holds. */
    static List<byte[]> read(SegmentedLog log) throws IOException {
        List<byte[]> records = new ArrayList<>();
        log.read(log.firstIndex(), (index, record) -> records.add(record));
        return records;
    }

    static List<String> files(SimulatedDisk disk) throws IOException {
        return disk.list(DIRECTORY).stream().map(name -> DIRECTORY + "/" + name).toList();
    }

    static String lastFile(SimulatedDisk disk) throws IOException {
        List<String> files = files(disk);
        return files.get(files.size() - 1);
    }
}

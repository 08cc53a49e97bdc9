package dev.levada.testkit.disk;

import static dev.levada.testkit.disk.Logs.DIRECTORY;
import static dev.levada.testkit.disk.Logs.closed;
import static dev.levada.testkit.disk.Logs.lastFile;
import static dev.levada.testkit.disk.Logs.left;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.io.log.CorruptLogException;
import dev.levada.io.log.SegmentedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Every small damage that can be done to a log: what opens is a beginning of what was appended, or nothing opens. */
final class LogDamageTest {
    private static final long SEGMENT_BYTES = 4096;
    private static final int HEADER_BYTES = 24;
    private static final int RECORD_HEADER_BYTES = 29;
    private static final int REFUSED = -1;

    /** A log as it was, before it is damaged in many ways. */
    private record Case(SimulatedDisk disk, Map<String, byte[]> files, List<byte[]> records) {
        static Case of(SimulatedDisk disk, int records, int recordBytes) throws IOException {
            Map<String, byte[]> files = new TreeMap<>();
            for (String file : Logs.files(disk)) {
                files.put(file, disk.content(file));
            }
            return new Case(disk, files, Logs.records(records, recordBytes));
        }

        String last() throws IOException {
            return lastFile(disk);
        }

        byte[] original(String file) {
            return files.getOrDefault(file, new byte[0]);
        }

        /** How many records open, after the damage; all is as before afterwards. */
        int openWith(String file, byte[] damaged) throws IOException {
            disk.damage(file, damaged);
            int found = open("%s with %d bytes".formatted(file, damaged.length), file, damaged);
            for (Map.Entry<String, byte[]> original : files.entrySet()) {
                disk.damage(original.getKey(), original.getValue());
            }
            return found;
        }

        private int open(String what, String file, byte[] damaged) throws IOException {
            try (SegmentedLog log = SegmentedLog.open(disk, DIRECTORY, SEGMENT_BYTES)) {
                List<byte[]> found = Logs.read(log);
                assertThat(found.size()).as(what).isLessThanOrEqualTo(records.size());
                for (int i = 0; i < found.size(); i++) {
                    assertThat(found.get(i)).as(what).isEqualTo(records.get(i));
                }
                assertThat(log.lastIndex()).isEqualTo(found.size());
                return found.size();
            } catch (CorruptLogException e) {
                assertThat(e.file()).startsWith(DIRECTORY + "/");
                assertThat(e.offset()).isBetween(0L, (long) damaged.length);
                assertThat(e).hasMessageContaining(e.file()).hasMessageContaining("nothing was changed");
                assertThat(disk.content(file)).as("%s is left alone", what).isEqualTo(damaged);
                return REFUSED;
            }
        }
    }

    private static byte[] flipped(byte[] content, int bit) {
        byte[] changed = content.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        return changed;
    }

    @Test
    void cutAtAnyByteItIsABeginning() throws IOException {
        for (Case log : List.of(
                Case.of(closed(3, 40, 1, SEGMENT_BYTES), 3, 40),
                Case.of(left(3, 40, 3, SEGMENT_BYTES), 3, 40),
                Case.of(closed(300, 60, 7, SEGMENT_BYTES), 300, 60))) {
            byte[] whole = log.original(log.last());
            int before = log.records().size() - recordsIn(log, whole);
            for (int length = 0; length <= whole.length; length++) {
                int wholeRecords = Math.max(0, length - HEADER_BYTES)
                        / (RECORD_HEADER_BYTES + log.records().get(0).length);
                assertThat(log.openWith(log.last(), Arrays.copyOf(whole, length)))
                        .as("cut at byte %d of %d", length, whole.length)
                        .isEqualTo(Math.min(log.records().size(), before + wholeRecords));
            }
        }
    }

    private static int recordsIn(Case log, byte[] segment) {
        return (segment.length - HEADER_BYTES)
                / (RECORD_HEADER_BYTES + log.records().get(0).length);
    }

    @Test
    void noBitFlippedInAClosedLogIsMissed() throws IOException {
        for (Case log : List.of(
                Case.of(closed(3, 40, 3, SEGMENT_BYTES), 3, 40), Case.of(closed(4, 950, 1, SEGMENT_BYTES), 4, 950))) {
            byte[] whole = log.original(log.last());
            for (int bit = 0; bit < whole.length * 8; bit++) {
                int found = log.openWith(log.last(), flipped(whole, bit));
                boolean isInMark = bit / 8 >= whole.length - RECORD_HEADER_BYTES;
                assertThat(found)
                        .as("bit %d", bit)
                        .isEqualTo(isInMark ? log.records().size() : REFUSED);
            }
        }
    }

    @Test
    void aBitFlippedInALogThatWasNotClosedIsMissedInTheLastRecordOnly() throws IOException {
        for (int batch : new int[] {6, 45}) {
            Case log = Case.of(left(45, 60, batch, SEGMENT_BYTES), 45, 60);
            byte[] whole = log.original(log.last());
            for (int bit = 0; bit < whole.length * 8; bit++) {
                int found = log.openWith(log.last(), flipped(whole, bit));
                boolean isInLast = bit / 8 >= whole.length - RECORD_HEADER_BYTES - 60;
                assertThat(found).as("bit %d", bit).isEqualTo(isInLast ? 44 : REFUSED);
            }
        }
    }

    /** The header of the second record lies across two sectors in every way it can. */
    @Test
    void aBitFlippedAcrossSectorsIsNotTakenForALostSector() throws IOException {
        for (int before = 0; before <= RECORD_HEADER_BYTES; before++) {
            for (int length : new int[] {0, 1, 20}) {
                SimulatedDisk disk = Logs.disk();
                SegmentedLog log = SegmentedLog.open(disk, DIRECTORY, SEGMENT_BYTES);
                List<byte[]> records = List.of(
                        Logs.record(1, 512 - before - HEADER_BYTES - RECORD_HEADER_BYTES),
                        Logs.record(2, length),
                        Logs.record(3, 5));
                for (byte[] record : records) {
                    log.append(record);
                }
                log.sync();
                Case left = new Case(disk, Map.of(lastFile(disk), disk.content(lastFile(disk))), records);
                byte[] whole = left.original(left.last());
                int start = 512 - before;
                for (int bit = start * 8; bit < (start + RECORD_HEADER_BYTES + length) * 8; bit++) {
                    assertThat(left.openWith(left.last(), flipped(whole, bit)))
                            .as("%d bytes before the sector's end, bit %d", before, bit)
                            .isEqualTo(REFUSED);
                }
            }
        }
    }

    @Test
    void aBitFlippedInAnEarlierSegmentIsNeverMissed() throws IOException {
        Case log = Case.of(left(120, 60, 120, SEGMENT_BYTES), 120, 60);
        String first = Logs.files(log.disk()).get(0);
        byte[] whole = log.original(first);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            assertThat(log.openWith(first, flipped(whole, bit)))
                    .as("bit %d", bit)
                    .isEqualTo(REFUSED);
        }
        for (int length = 0; length < whole.length; length++) {
            assertThat(log.openWith(first, Arrays.copyOf(whole, length)))
                    .as("cut at byte %d", length)
                    .isEqualTo(REFUSED);
        }
    }

    @Test
    void aSectorOfZerosInAClosedLogIsNeverMissed() throws IOException {
        for (int recordBytes : new int[] {60, 950}) {
            int records = 3900 / (RECORD_HEADER_BYTES + recordBytes);
            Case log = Case.of(closed(records, recordBytes, records, SEGMENT_BYTES), records, recordBytes);
            byte[] whole = log.original(log.last());
            for (int start = 0; start < whole.length - RECORD_HEADER_BYTES; start += 512) {
                byte[] damaged = whole.clone();
                Arrays.fill(damaged, start, Math.min(start + 512, whole.length), (byte) 0);
                boolean markIsLost = start + 512 >= whole.length;
                int found = log.openWith(log.last(), damaged);
                assertThat(found)
                        .as("sector at %d", start)
                        .satisfiesAnyOf(
                                count -> assertThat(count).isEqualTo(REFUSED),
                                count -> assertThat(markIsLost).isTrue());
            }
        }
    }

    @Test
    void aSectorOfZerosInALogThatWasNotClosedLosesNoBatchButTheLast() throws IOException {
        Case log = Case.of(left(45, 60, 9, SEGMENT_BYTES), 45, 60);
        byte[] whole = log.original(log.last());
        for (int start = 0; start < whole.length; start += 512) {
            byte[] damaged = whole.clone();
            Arrays.fill(damaged, start, Math.min(start + 512, whole.length), (byte) 0);
            assertThat(log.openWith(log.last(), damaged))
                    .as("sector at %d", start)
                    .satisfiesAnyOf(
                            count -> assertThat(count).isEqualTo(REFUSED),
                            count -> assertThat(count).isBetween(36, 45));
        }
    }

    @Test
    void sectorsThatWereSwappedOrWrittenTwiceAreNeverTakenForOthers() throws IOException {
        Case log = Case.of(closed(300, 60, 7, SEGMENT_BYTES), 300, 60);
        for (String file : Logs.files(log.disk())) {
            byte[] whole = log.original(file);
            for (int from = 0; from + 512 <= whole.length; from += 512) {
                for (int to = 0; to + 512 <= whole.length; to += 512) {
                    byte[] twice = whole.clone();
                    System.arraycopy(whole, from, twice, to, 512);
                    byte[] swapped = twice.clone();
                    System.arraycopy(whole, to, swapped, from, 512);
                    int expected = from == to ? 300 : REFUSED;
                    assertThat(log.openWith(file, twice))
                            .as("%d over %d", from, to)
                            .isEqualTo(expected);
                    assertThat(log.openWith(file, swapped))
                            .as("%d and %d", from, to)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void aSegmentInThePlaceOfAnotherIsRefused() throws IOException {
        Case log = Case.of(closed(300, 60, 7, SEGMENT_BYTES), 300, 60);
        List<String> files = Logs.files(log.disk());
        for (String from : files) {
            for (String to : files) {
                int expected = from.equals(to) ? 300 : REFUSED;
                assertThat(log.openWith(to, log.original(from)))
                        .as("%s as %s", from, to)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aMissingSegmentIsNamed() throws IOException {
        SimulatedDisk disk = closed(300, 60, 7, SEGMENT_BYTES);
        String second = Logs.files(disk).get(1);
        disk.delete(second);

        assertThatThrownBy(() -> SegmentedLog.open(disk, DIRECTORY, SEGMENT_BYTES))
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining(second)
                .hasMessageContaining("missing");
    }

    @Test
    void aFileOfSomethingElseIsRefused() throws IOException {
        Case log = Case.of(closed(3, 40, 1, SEGMENT_BYTES), 3, 40);
        assertThat(log.openWith(
                        log.last(),
                        "#!/bin/sh\nexit 0\n# not a log at all\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo(REFUSED);
        log.disk().create(DIRECTORY + "/backup.seg").close();
        assertThatThrownBy(() -> SegmentedLog.open(log.disk(), DIRECTORY, SEGMENT_BYTES))
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining("backup.seg");
    }

    /** Lengths that lie must cost neither memory nor time: each of these files is smaller than what they claim. */
    @Test
    void bytesOfNoMeaningEndSoonAndTakeLittle() throws IOException {
        Case log = Case.of(closed(45, 60, 9, SEGMENT_BYTES), 45, 60);
        byte[] whole = log.original(log.last());
        SplittableRandom random = new SplittableRandom(3);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < 2_000; i++) {
                byte[] damaged = Arrays.copyOf(whole, whole.length + random.nextInt(3_000));
                int from = random.nextInt(damaged.length);
                for (int at = from; at < damaged.length && random.nextInt(400) > 0; at++) {
                    damaged[at] = (byte) (random.nextInt(3) == 0 ? 0 : random.nextInt());
                }
                log.openWith(log.last(), damaged);
            }
        });
    }
}

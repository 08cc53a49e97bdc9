package dev.levada.testkit.disk;

import static dev.levada.testkit.disk.Logs.DIRECTORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.io.disk.DiskException;
import dev.levada.io.log.LogFailedException;
import dev.levada.io.log.SegmentedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The log against a list, on a disk that loses power, fails and fills up. */
final class LogCrashTest {
    private static final int SEEDS = 4_000;

    /** What a crash must not lose, and what it may leave. */
    private static final class World {
        private final SplittableRandom random;
        private final SimulatedDisk disk;
        private final long segmentBytes;
        private final List<byte[]> appended = new ArrayList<>();
        private SegmentedLog log;
        private long acknowledged;
        private long dropped;
        private int tornTails;

        World(long seed) throws IOException {
            random = new SplittableRandom(seed);
            disk = new SimulatedDisk(random.split());
            segmentBytes = 256L + random.nextInt(4_000);
            log = SegmentedLog.open(disk, DIRECTORY, segmentBytes);
        }

        void step() throws IOException {
            try {
                act();
            } catch (LogFailedException e) {
                reopenAfter(e);
            }
        }

        private void act() throws IOException {
            switch (random.nextInt(24)) {
                case 0 -> reopen(true);
                case 1 -> reopen(false);
                case 2 -> {
                    log.close();
                    acknowledged = appended.size();
                    reopen(random.nextBoolean());
                }
                case 3 -> disk.cutPowerAfter(1L + random.nextInt(12));
                case 4 -> disk.failForceAfter(random.nextInt(4));
                case 5 -> disk.failWriteAfter(random.nextInt(4));
                case 6 -> {
                    long index = 1L + random.nextInt(appended.size() + 1);
                    dropped = Math.max(dropped, index - 1);
                    log.dropBefore(index);
                }
                case 7 -> check();
                case 8, 9, 10, 11 -> {
                    log.sync();
                    acknowledged = appended.size();
                }
                default -> append();
            }
        }

        private void append() throws IOException {
            byte[] record = Logs.record(appended.size() + 1L, random.nextInt(random.nextInt(8) == 0 ? 2_000 : 60));
            appended.add(record);
            assertThat(log.append(record)).isEqualTo(appended.size());
            acknowledged = Math.max(acknowledged, log.durableIndex());
        }

        /** Nothing is taken any more, whatever was wrong; then comes the restart, with or without a crash. */
        private void reopenAfter(LogFailedException first) throws IOException {
            long durable = log.durableIndex();
            for (SegmentedLogCall call : List.<SegmentedLogCall>of(
                    log::sync,
                    () -> log.append(new byte[1]),
                    () -> log.dropBefore(1),
                    () -> log.read(log.firstIndex(), (i, r) -> {}))) {
                try {
                    call.run();
                    throw new AssertionError("the log took a call after it had failed");
                } catch (LogFailedException again) {
                    assertThat(again.getCause()).isSameAs(first.getCause());
                }
            }
            assertThat(log.durableIndex()).isEqualTo(durable);
            boolean powerIsOff = String.valueOf(first.getMessage()).contains("the power is off");
            reopen(powerIsOff || random.nextBoolean());
        }

        private interface SegmentedLogCall {
            void run() throws IOException;
        }

        private void reopen(boolean crash) throws IOException {
            if (crash) {
                disk.crash();
            }
            open();
            if (log.recovered().tornBytes() > 0) {
                tornTails++;
            }
            assertThat(log.lastIndex()).isBetween(acknowledged, (long) appended.size());
            assertThat(log.durableIndex()).isEqualTo(log.lastIndex());
            appended.subList((int) log.lastIndex(), appended.size()).clear();
            acknowledged = log.lastIndex();
            check();
        }

        /** The faults set before may strike while it is opened, too. */
        private void open() throws IOException {
            for (int tries = 0; ; tries++) {
                try {
                    log = SegmentedLog.open(disk, DIRECTORY, segmentBytes);
                    return;
                } catch (DiskException e) {
                    assertThat(tries).as("tries to open").isLessThan(5);
                    if (random.nextBoolean() || String.valueOf(e.getMessage()).contains("the power is off")) {
                        disk.crash();
                    }
                }
            }
        }

        private void check() throws IOException {
            assertThat(log.firstIndex()).isBetween(1L, Math.max(1, dropped + 1));
            List<byte[]> found = new ArrayList<>();
            long first = log.firstIndex();
            log.read(first, (index, record) -> {
                assertThat(index).isEqualTo(first + found.size());
                found.add(record);
            });
            assertThat(found).hasSize(appended.size() - (int) first + 1);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i)).isEqualTo(appended.get((int) first - 1 + i));
            }
        }
    }

    @Test
    void whatWasSyncedIsThereAndWhatIsThereWasAppended() {
        int tornTails = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                World world = new World(seed);
                for (int i = 0; i < 60; i++) {
                    world.step();
                }
                world.reopen(true);
                tornTails += world.tornTails;
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError("seed %d: %s".formatted(seed, e.getMessage()), e);
            }
        }
        assertThat(tornTails).as("torn tails met").isGreaterThan(SEEDS / 10);
    }

    /** A crash after any single operation, so that none is forgotten. */
    @Test
    void aCrashAtAnyOperationLosesNothingSynced() throws IOException {
        for (int survivors = 0; survivors < 20; survivors++) {
            long last = run(Long.MAX_VALUE, survivors);
            assertThat(last).isGreaterThan(60);
            for (long at = 1; at <= last; at++) {
                run(at, survivors);
            }
        }
    }

    private static long run(long crashAt, long seed) throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(seed));
        disk.cutPowerAfter(crashAt);
        long acknowledged = 0;
        long appended = 0;
        try (SegmentedLog log = SegmentedLog.open(disk, DIRECTORY, 600)) {
            for (int i = 1; i <= 30; i++) {
                appended = i;
                log.append(Logs.record(i, 100));
                acknowledged = log.durableIndex();
                if (i % 3 == 0) {
                    log.sync();
                    acknowledged = i;
                }
                if (i % 10 == 0) {
                    log.dropBefore(i - 8);
                }
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("the power is off");
        }
        long operations = disk.operations();
        disk.crash();
        List<Long> seen = new ArrayList<>();
        if (disk.exists(DIRECTORY)) {
            SegmentedLog.read(disk, DIRECTORY, (index, record) -> seen.add(index));
        }
        try (SegmentedLog log = SegmentedLog.open(disk, DIRECTORY, 600)) {
            assertThat(seen)
                    .as("what is read without opening it, after a crash at %d, seed %d", crashAt, seed)
                    .isEqualTo(LongStream.rangeClosed(log.firstIndex(), log.lastIndex())
                            .boxed()
                            .toList());
            assertThat(log.lastIndex())
                    .as("crash at %d, seed %d", crashAt, seed)
                    .isBetween(acknowledged, appended);
            log.read(log.firstIndex(), (index, record) -> assertThat(record).isEqualTo(Logs.record(index, 100)));
        }
        return operations;
    }

    /** The system shows bytes that it has dropped. Opening must not take them for durable: it writes them again. */
    @Test
    void whatIsReadAfterAFailedForceIsMadeDurableOnceMore() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(seed));
            SegmentedLog log = SegmentedLog.open(disk, DIRECTORY, 4_096);
            log.append(Logs.record(1, 50));
            log.sync();
            log.append(Logs.record(2, 1_000));
            disk.failForceAfter(0);
            assertThatThrownBy(log::sync).isInstanceOf(LogFailedException.class);
            assertThat(log.durableIndex()).isEqualTo(1);
            log.close();

            long shown = SegmentedLog.open(disk, DIRECTORY, 4_096).durableIndex();
            disk.crash();

            assertThat(shown).isEqualTo(2);
            assertThat(SegmentedLog.open(disk, DIRECTORY, 4_096).lastIndex())
                    .as("seed %d", seed)
                    .isEqualTo(2);
        }
    }

    @Test
    void aFullDiskStopsTheLogAndLosesNothingSynced() throws IOException {
        SimulatedDisk disk = Logs.disk();
        disk.capacity(3_000);
        SegmentedLog log = SegmentedLog.open(disk, DIRECTORY, 1_000);
        long synced = 0;
        try {
            for (int i = 1; ; i++) {
                log.append(Logs.record(i, 100));
                log.sync();
                synced = i;
            }
        } catch (LogFailedException e) {
            assertThat(e).hasMessageContaining("no space is left").hasMessageContaining(DIRECTORY + "/");
        }
        log.close();
        disk.capacity(10_000);

        try (SegmentedLog again = SegmentedLog.open(disk, DIRECTORY, 1_000)) {
            assertThat(again.lastIndex()).isEqualTo(synced).isGreaterThan(15);
            assertThat(again.append(Logs.record(synced + 1, 100))).isEqualTo(synced + 1);
        }
    }
}

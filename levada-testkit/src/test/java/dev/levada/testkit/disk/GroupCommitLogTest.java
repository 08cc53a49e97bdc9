package dev.levada.testkit.disk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.io.disk.Disk;
import dev.levada.io.log.GroupCommitLog;
import dev.levada.io.log.LogFailedException;
import dev.levada.io.log.SegmentedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class GroupCommitLogTest {
    private static final int THREADS = 4;
    private static final int RECORDS = 2_000;

    private final SimulatedDisk disk = Logs.disk();

    private static GroupCommitLog start(Disk disk, long queueBytes) throws IOException {
        return GroupCommitLog.start(SegmentedLog.open(disk, Logs.DIRECTORY, 64 * 1024), "test log", queueBytes);
    }

    @Test
    void acknowledgesWhatIsDurableInTheOrderOfEachThread() throws Exception {
        Map<Long, String> acknowledged = new TreeMap<>();
        long operations;
        try (GroupCommitLog log = start(disk, 4_096)) {
            for (Map<Long, String> of : inThreads(log)) {
                acknowledged.putAll(of);
            }
            assertThat(log.durableIndex()).isEqualTo(THREADS * RECORDS);
            operations = disk.operations();
        }
        disk.crash();

        assertThat(acknowledged).hasSize(THREADS * RECORDS);
        assertThat(operations)
                .as("writes and forces for %d records", THREADS * RECORDS)
                .isLessThan(THREADS * RECORDS);
        int[] next = new int[THREADS];
        try (SegmentedLog log = SegmentedLog.open(disk, Logs.DIRECTORY, 64 * 1024)) {
            log.read(1, (index, record) -> {
                String text = new String(record, StandardCharsets.US_ASCII);
                assertThat(acknowledged).containsEntry(index, text);
                int thread = Integer.parseInt(text.substring(0, 1));
                assertThat(text).isEqualTo(text(thread, next[thread]++));
            });
        }
    }

    private static String text(int thread, int record) {
        return thread + " says " + record;
    }

    private static List<Map<Long, String>> inThreads(GroupCommitLog log) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Map<Long, String>>> parts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                parts.add(threads.submit(() -> appendAll(log, thread)));
            }
            List<Map<Long, String>> acknowledged = new ArrayList<>();
            for (Future<Map<Long, String>> part : parts) {
                acknowledged.add(part.get(30, TimeUnit.SECONDS));
            }
            return acknowledged;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Map<Long, String> appendAll(GroupCommitLog log, int thread) throws Exception {
        Map<CompletableFuture<Long>, String> waiting = new LinkedHashMap<>();
        for (int record = 0; record < RECORDS; record++) {
            String text = text(thread, record);
            waiting.put(log.append(text.getBytes(StandardCharsets.US_ASCII)), text);
        }
        Map<Long, String> acknowledged = new TreeMap<>();
        for (Map.Entry<CompletableFuture<Long>, String> future : waiting.entrySet()) {
            acknowledged.put(future.getKey().get(30, TimeUnit.SECONDS), future.getValue());
        }
        return acknowledged;
    }

    @Test
    void afterAFailedForceNothingIsAcknowledgedAndAllHearTheFirstCause() throws Exception {
        GatedDisk gated = new GatedDisk(disk);
        GroupCommitLog log = start(gated.disk(), 1 << 20);
        gated.shut();
        CompletableFuture<Long> first = log.append(new byte[10]);
        gated.awaitForce();
        List<CompletableFuture<Long>> waiting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiting.add(log.append(new byte[30]));
        }
        disk.failForceAfter(1);
        gated.open();

        assertThat(first.get()).isEqualTo(1);
        Throwable cause = failure(waiting.get(0));
        assertThat(cause).isInstanceOf(LogFailedException.class).hasMessageContaining("input/output error");
        for (CompletableFuture<Long> future : waiting) {
            assertThat(failure(future)).isSameAs(cause);
        }
        assertThat(failure(log.append(new byte[1]))).isSameAs(cause);
        assertThat(log.durableIndex()).isEqualTo(1);
        assertThatThrownBy(log::close).isInstanceOf(LogFailedException.class).hasCause(cause);
        disk.crash();
        assertThat(SegmentedLog.open(disk, Logs.DIRECTORY, 4_096).lastIndex()).isGreaterThanOrEqualTo(1);
    }

    private static Throwable failure(CompletableFuture<Long> future) throws Exception {
        try {
            Long index = future.get(30, TimeUnit.SECONDS);
            throw new AssertionError("record %d was acknowledged".formatted(index));
        } catch (ExecutionException e) {
            return requireNonNull(e.getCause());
        }
    }

    @Test
    void closeMakesDurableWhatWaits() throws Exception {
        List<CompletableFuture<Long>> waiting = new ArrayList<>();
        GroupCommitLog log = start(disk, 1 << 20);
        for (int i = 0; i < 500; i++) {
            waiting.add(log.append(new byte[i]));
        }
        log.close();

        assertThat(waiting).allMatch(CompletableFuture::isDone);
        assertThat(waiting.get(499).get()).isEqualTo(500);
        assertThatThrownBy(() -> log.append(new byte[1])).isInstanceOf(IllegalStateException.class);
        disk.crash();
        assertThat(SegmentedLog.open(disk, Logs.DIRECTORY, 4_096).lastIndex()).isEqualTo(500);
    }

    @Test
    void whoAppendsToAFullQueueWaitsAndHearsOfAFailure() throws Exception {
        GatedDisk gated = new GatedDisk(disk);
        GroupCommitLog log = start(gated.disk(), 200);
        gated.shut();
        CompletableFuture<Long> first = log.append(new byte[10]);
        gated.awaitForce();
        CompletableFuture<Long> second = log.append(new byte[60]);
        CompletableFuture<CompletableFuture<Long>> third = new CompletableFuture<>();
        Thread other = new Thread(() -> third.complete(log.append(new byte[60])));
        other.start();
        while (other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(third).as("an append for which there is no room").isNotDone();
        disk.failForceAfter(0);
        gated.open();

        assertThat(failure(first)).isInstanceOf(LogFailedException.class);
        assertThat(failure(second)).isInstanceOf(LogFailedException.class);
        assertThat(failure(third.get())).isInstanceOf(LogFailedException.class);
    }

    @Test
    void whoWaitsForRoomGoesOnWhenThereIsSome() throws Exception {
        GatedDisk gated = new GatedDisk(disk);
        try (GroupCommitLog log = start(gated.disk(), 100)) {
            gated.shut();
            CompletableFuture<Long> first = log.append(new byte[90]);
            gated.awaitForce();
            CompletableFuture<CompletableFuture<Long>> second = new CompletableFuture<>();
            Thread other = new Thread(() -> second.complete(log.append(new byte[90])));
            other.start();
            while (other.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            gated.open();
            assertThat(first.get()).isEqualTo(1);
            assertThat(second.get().get()).isEqualTo(2);
        }
    }

    @Test
    void dropsOldSegments() throws Exception {
        try (GroupCommitLog log =
                GroupCommitLog.start(SegmentedLog.open(disk, Logs.DIRECTORY, 1_000), "test log", 1 << 20)) {
            for (int i = 0; i < 40; i++) {
                log.append(new byte[100]).get();
            }
            log.dropBefore(30);
        }
        try (SegmentedLog log = SegmentedLog.open(disk, Logs.DIRECTORY, 1_000)) {
            assertThat(log.firstIndex()).isBetween(22L, 30L);
            assertThat(log.lastIndex()).isEqualTo(40);
        }
    }
}

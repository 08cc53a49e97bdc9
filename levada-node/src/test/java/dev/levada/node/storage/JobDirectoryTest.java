package dev.levada.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class JobDirectoryTest {
    private static final int TIMES = 100;
    private static final int FILES = 50;

    @TempDir
    Path temporary;

    /** As do two workers whose coordinator was killed, tasks of which run on until their processes end. */
    @Test
    void isDeletedByTwoWhileOthersWriteToIt() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (int time = 0; time < TIMES; time++) {
                Path directory = Files.createDirectory(temporary.resolve("job-" + time));
                Path objects = Files.createDirectory(directory.resolve("objects"));
                CountDownLatch written = new CountDownLatch(2);
                List<Future<?>> all = new ArrayList<>();
                for (String worker : List.of("a", "b")) {
                    all.add(threads.submit(() -> write(objects, worker, written)));
                    all.add(threads.submit(() -> {
                        written.await();
                        JobDirectory.deleteInUse(directory);
                        return null;
                    }));
                }
                for (Future<?> each : all) {
                    each.get();
                }
                assertThat(entries(temporary)).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void write(Path directory, String worker, CountDownLatch written) {
        try {
            for (long file = 0; true; file++) {
                Files.writeString(directory.resolve(worker + file), worker);
                if (file == FILES) {
                    written.countDown();
                }
            }
        } catch (NoSuchFileException e) {
            return; // the directory is gone
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }
}

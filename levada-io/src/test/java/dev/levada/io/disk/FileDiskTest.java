package dev.levada.io.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.io.log.SegmentedLog;
import dev.levada.io.snapshot.SnapshotStore;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class FileDiskTest {
    @TempDir
    private Path directory;

    @Test
    void doesWhatADiskDoes() throws IOException {
        try (FileDisk disk = FileDisk.open(directory.resolve("a/b"))) {
            disk.createDirectories("c/d");
            byte[] content = new byte[700_000];
            Arrays.fill(content, (byte) 3);
            try (DiskFile file = disk.create("c/d/file")) {
                file.write(5, content, 1, content.length - 1);
                assertThat(file.size()).isEqualTo(700_004);
                file.truncate(600_000);
                file.force();
                byte[] target = new byte[10];
                assertThat(file.read(599_997, target, 2, 8)).isEqualTo(3);
                assertThat(target).containsExactly(0, 0, 3, 3, 3, 0, 0, 0, 0, 0);
                assertThat(file.read(4, target, 0, 2)).isEqualTo(2);
                assertThat(target).startsWith(0, 3);
                assertThat(file.read(600_000, target, 0, 1)).isZero();
            }
            disk.create("c/d/other").close();
            disk.rename("c/d/file", "c/d/other");
            disk.syncDirectory("c/d");
            assertThat(disk.list("c/d")).containsExactly("other");
            assertThat(disk.size("c/d/other")).isEqualTo(600_000);
            assertThat(disk.list("")).as("without the lock").containsExactly("c");
            disk.delete("c/d/other");
            assertThat(disk.exists("c/d/other")).isFalse();
            assertThat(disk.exists("c/d")).isTrue();
            assertThat(disk.freeBytes()).isPositive();
        }
    }

    @Test
    void twoThreadsMayMakeTheSameDirectory() throws Exception {
        try (FileDisk disk = FileDisk.open(directory)) {
            CyclicBarrier together = new CyclicBarrier(2);
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                for (int i = 0; i < 300; i++) {
                    String path = "both/%d".formatted(i);
                    Future<?> second = other.submit(() -> {
                        together.await();
                        disk.createDirectories(path);
                        return null;
                    });
                    together.await();
                    disk.createDirectories(path);
                    second.get();
                }
            } finally {
                other.shutdownNow();
            }
            assertThat(disk.list("both")).hasSize(300);
        }
    }

    @Test
    void namesThePathAndTheCause() throws IOException {
        try (FileDisk disk = FileDisk.open(directory)) {
            String missing = directory.resolve("x/y").toString();
            assertThatThrownBy(() -> disk.create("x/y"))
                    .hasMessageContaining(missing)
                    .hasMessageContaining("not exist");
            assertThatThrownBy(() -> disk.openForReading("x/y")).hasMessageContaining(missing);
            assertThatThrownBy(() -> disk.list("x")).hasMessageContaining("does not exist");
            assertThatThrownBy(() -> disk.delete("x/y")).isInstanceOf(DiskException.class);
            disk.create("file").close();
            assertThatThrownBy(() -> disk.create("file")).hasMessageContaining("exists already");
            assertThatThrownBy(() -> disk.createDirectories("file/below")).isInstanceOf(DiskException.class);
            assertThatThrownBy(() -> FileDisk.open(directory.resolve("file"))).hasMessageContaining("not a directory");
        }
    }

    @Test
    void leavesItsRootByNoPath() throws IOException {
        try (FileDisk disk = FileDisk.open(directory)) {
            for (String path : List.of("../x", "/etc/passwd", "a//b", "a/../../b", ".", "a/", "a\\b", "lock")) {
                assertThatThrownBy(() -> disk.create(path)).as(path).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void isTheOwnersAlone() throws IOException {
        Path root = directory.resolve("state");
        try (FileDisk disk = FileDisk.open(root)) {
            disk.createDirectories("log");
            disk.create("log/file").close();
            assertThat(permissions(root)).isEqualTo("rwx------");
            assertThat(permissions(root.resolve("log"))).isEqualTo("rwx------");
            assertThat(permissions(root.resolve("log/file"))).isEqualTo("rw-------");
            assertThat(permissions(root.resolve("lock"))).isEqualTo("rw-------");
        }
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> FileDisk.open(root))
                .hasMessageContaining(root.toString())
                .hasMessageContaining("chmod 700");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysWhenTheDiskIsFull() throws IOException {
        try (FileDisk disk = FileDisk.open(directory)) {
            Files.createSymbolicLink(directory.resolve("full"), Path.of("/dev/full"));
            try (DiskFile file = disk.openForWriting("full")) {
                assertThatThrownBy(() -> file.write(0, new byte[10], 0, 10))
                        .isInstanceOf(DiskException.class)
                        .hasMessageContaining(directory.resolve("full").toString())
                        .hasMessageContaining("no space is left");
            }
            disk.delete("full");
        }
    }

    @Test
    void isHeldByOneRunAtATime() throws IOException {
        FileDisk disk = FileDisk.open(directory);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> FileDisk.open(directory.resolve("../" + directory.getFileName())))
                    .isInstanceOf(DiskException.class)
                    .hasMessageContaining(directory.getFileName().toString())
                    .hasMessageContaining("in use by another run");
        }
        assertThat(lockInAnotherProcess()).as("after refused tries").contains("in use by another run (process ");
        disk.close();
        assertThat(lockInAnotherProcess()).isEqualTo("taken");
        FileDisk.open(directory).close();
    }

    private String lockInAnotherProcess() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        OpenOnce.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return said.strip();
    }

    private static String classPath() {
        List<String> places = new ArrayList<>();
        for (Class<?> type : List.of(FileDisk.class, OpenOnce.class)) {
            places.add(Path.of(URI.create(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString()))
                    .toString());
        }
        places.add(Path.of("target", "test-classes").toAbsolutePath().toString());
        return String.join(File.pathSeparator, places);
    }

    @Test
    void whoReadsChangesNothingAndKeepsOthersOut() throws IOException {
        try (FileDisk disk = FileDisk.open(directory);
                SegmentedLog log = SegmentedLog.open(disk, "log", 300)) {
            assertThatThrownBy(() -> FileDisk.read(directory)).hasMessageContaining("in use by another run");
            for (int i = 1; i <= 20; i++) {
                log.append(new byte[i]);
            }
        }
        Map<Path, Integer> before = content();

        List<Integer> lengths = new ArrayList<>();
        try (FileDisk disk = FileDisk.read(directory)) {
            SegmentedLog.read(disk, "log", (index, record) -> lengths.add(record.length));
            disk.createDirectories("log");
            disk.syncDirectory("log");
            for (Change change : List.<Change>of(
                    () -> disk.create("new"),
                    () -> disk.openForWriting("log/" + disk.list("log").get(0)),
                    () -> disk.rename("log", "other"),
                    () -> disk.delete("log/" + disk.list("log").get(0)),
                    () -> disk.createDirectories("new/one"))) {
                assertThatThrownBy(change::run)
                        .isInstanceOf(DiskException.class)
                        .hasMessageContaining("is open for reading only");
            }
            assertThat(lockInAnotherProcess()).contains("in use by another run");
        }

        assertThat(lengths).hasSize(20).startsWith(1, 2, 3).endsWith(20);
        assertThat(content()).isEqualTo(before);
        assertThatThrownBy(() -> FileDisk.read(directory.resolve("none"))).hasMessageContaining("is not there");
    }

    private interface Change {
        void run() throws IOException;
    }

    private Map<Path, Integer> content() throws IOException {
        Map<Path, Integer> content = new TreeMap<>();
        try (var files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                content.put(file, Files.isDirectory(file) ? 0 : Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return content;
    }

    @Test
    void carriesALogAndAStore() throws IOException {
        byte[] large = new byte[1_000_000];
        try (FileDisk disk = FileDisk.open(directory);
                SegmentedLog log = SegmentedLog.open(disk, "job/log", 300_000)) {
            for (int i = 1; i <= 2_000; i++) {
                log.append(new byte[i]);
            }
            log.append(large);
            log.append(new byte[0]);
            log.dropBefore(900);
            SnapshotStore.open(disk, "job/snapshots")
                    .put("a", List.of(large, new byte[1]).iterator());
        }
        try (FileDisk disk = FileDisk.open(directory);
                SegmentedLog log = SegmentedLog.open(disk, "job/log", 300_000)) {
            List<Integer> lengths = new ArrayList<>();
            log.read(1_000, (index, record) -> lengths.add(record.length));
            assertThat(log.recovered().tornBytes()).isZero();
            assertThat(log.firstIndex()).isBetween(2L, 900L);
            assertThat(lengths).hasSize(1_003).startsWith(1_000).endsWith(1_000_000, 0);
            SnapshotStore store = SnapshotStore.open(disk, "job/snapshots");
            assertThat(store.get("a")).toIterable().hasSize(2);
        }
    }
}

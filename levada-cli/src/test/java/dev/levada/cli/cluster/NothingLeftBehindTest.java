package dev.levada.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.TestClassPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What there is of a run in worker processes after it has ended before its time. */
@Timeout(120)
final class NothingLeftBehindTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "KILL, 137"})
    void aRunThatIsEndedLeavesNoProcessNoPortAndNoFile(String signal, int code) throws Exception {
        Path work = Files.createDirectory(directory.resolve("work"));
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path printed = directory.resolve("printed.txt");
        Process run = new ProcessBuilder(
                        "env",
                        "--default-signal=INT", // which is ignored where these tests run in the background
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        TestClassPath.text(),
                        "dev.levada.cli.Main",
                        "run",
                        "flood",
                        "--workers",
                        "2",
                        "--recovery",
                        "at-least-once-snapshot",
                        "--epoch",
                        "50")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        List<ProcessHandle> workers = new ArrayList<>();
        try {
            RunningCluster.until(() -> listeningWorkers(run) == 2);
            run.children().forEach(workers::add);
            List<Long> pids = new ArrayList<>(List.of(run.pid()));
            workers.forEach(worker -> pids.add(worker.pid()));
            List<Integer> ports =
                    Sockets.listening(pids).stream().map(Sockets::port).toList();
            assertThat(ports).hasSizeGreaterThanOrEqualTo(3);
            assertThat(all(temporary)).isNotEmpty();

            RunningCluster.signal(signal, run.pid());
            assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(run.exitValue()).isEqualTo(code);
            RunningCluster.until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(ports).noneMatch(NothingLeftBehindTest::answers);
            RunningCluster.until(() -> all(temporary).isEmpty());
            assertThat(all(work)).isEmpty();
        } catch (AssertionError e) {
            throw new AssertionError(
                    "a run%s that had printed: %s".formatted(run.isAlive() ? "" : " ended", Files.readString(printed)),
                    e);
        } finally {
            run.destroyForcibly();
            workers.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static long listeningWorkers(Process run) {
        return run.children()
                .filter(worker -> {
                    try {
                        return !Sockets.listening(List.of(worker.pid())).isEmpty();
                    } catch (IOException e) {
                        return false; // not there yet
                    }
                })
                .count();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> all(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

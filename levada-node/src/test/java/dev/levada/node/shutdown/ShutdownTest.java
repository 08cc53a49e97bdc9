package dev.levada.node.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ShutdownTest {
    private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

    @Test
    void closesLastFirstAndGoesOnWhereOneFails() throws InterruptedException {
        Shutdown shutdown = new Shutdown(Duration.ofSeconds(20));
        shutdown.add("log", () -> closed.add("log"));
        shutdown.add("lane", () -> {
            throw new IOException("gone");
        });
        shutdown.add("door", () -> closed.add("door"));
        shutdown.begin("test");

        assertThat(shutdown.await()).isTrue();
        assertThat(closed).containsExactly("door", "log");
    }

    @Test
    void waitsNoLongerThanItsDeadline() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Shutdown shutdown = new Shutdown(Duration.ofMillis(100));
        shutdown.add("log", () -> closed.add("log"));
        shutdown.add("stuck", never::await);
        shutdown.begin("test");

        assertThat(shutdown.await()).isFalse();
        assertThat(closed).isEmpty();
        never.countDown();
    }

    @Test
    void takesNothingMoreOnceItHasBegun() {
        Shutdown shutdown = new Shutdown(Duration.ofSeconds(1));
        shutdown.begin("test");

        assertThatThrownBy(() -> shutdown.add("door", () -> {}))
                .hasMessage("door came too late: the process is ending");
    }

    @Test
    void drainsAtTheFirstSignal() throws Exception {
        Process process = start("orderly");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("up");
            process.toHandle().destroy();

            assertThat(out.readLine()).isEqualTo("closing");
            assertThat(out.readLine()).isEqualTo("through true");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void haltsAtTheSecond() throws Exception {
        Process process = start("stuck");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("up");
            process.toHandle().destroy();
            assertThat(out.readLine()).isEqualTo("closing");
            process.toHandle().destroy();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String how) throws IOException {
        String path = String.join(
                ":", location(ShutdownTest.class), location(Shutdown.class), location(org.slf4j.Logger.class));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        path,
                        DrainedProcess.class.getName(),
                        how)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String location(Class<?> type) {
        return Path.of(java.net.URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}

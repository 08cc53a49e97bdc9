package dev.levada.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.console.wire.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SlowClientsTest {
    private static final Limits IMPATIENT =
            new Limits(256, 64, 32, Duration.ofSeconds(2), Duration.ofSeconds(60), 8 << 10, 1 << 20);

    @TempDir
    Path directory;

    @Test
    void s17DawdlersAreDroppedAndOthersServed() throws IOException {
        List<Socket> dawdlers = new ArrayList<>();
        try (OpenDoor open = new OpenDoor(directory.resolve("tokens"))) {
            for (int i = 0; i < 500; i++) {
                Socket socket = open.connect();
                dawdlers.add(socket);
                send(socket, i % 2 == 0 ? "GET /v1" : open.request("POST", "/v1/jobs", open.bearer(Role.SUBMIT)));
            }
            long start = System.nanoTime();
            assertThat(open.get("/v1/status", open.bearer(Role.READ)).status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("before any of them has run out of time")
                    .isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Socket socket : dawdlers) {
                socket.close();
            }
        }
    }

    @Test
    void s17AByteNowAndThenDoesNotBuyTime() throws IOException {
        try (OpenDoor open = new OpenDoor(directory.resolve("tokens"), IMPATIENT)) {
            assertThat(secondsUntilClosed(open, "GET /v1/status HTTP/1.1\r\nX: "))
                    .isBetween(1.0, 8.0);
            String body = open.request("POST", "/v1/jobs", open.bearer(Role.SUBMIT), "Content-Type: application/json")
                    + "Content-Length: 1000\r\n\r\n{\"";
            assertThat(secondsUntilClosed(open, body)).isBetween(1.0, 8.0);
            assertThat(open.cluster.asked).isEmpty();
        }
    }

    private static double secondsUntilClosed(OpenDoor open, String beginning) throws IOException {
        long start = System.nanoTime();
        try (Socket socket = open.connect()) {
            socket.setSoTimeout(100);
            send(socket, beginning);
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(20)) {
                try {
                    if (socket.getInputStream().read() < 0) {
                        break;
                    }
                } catch (SocketTimeoutException e) {
                    send(socket, "x");
                }
            }
        } catch (SocketException e) {
            // Closed while we were sending.
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

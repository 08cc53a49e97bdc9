package dev.levada.node.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class HttpDoorTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Shown shown = new Shown();
    private HttpDoor door;

    private static final class Shown implements Pages {
        private volatile boolean alive = true;
        private volatile boolean ready = true;
        private volatile boolean broken;
        private volatile boolean askedIfReady;

        @Override
        public boolean alive() {
            return alive;
        }

        @Override
        public boolean ready() {
            askedIfReady = true;
            return ready;
        }

        @Override
        public String metrics() {
            if (broken) {
                throw new IllegalStateException("canary");
            }
            return "a_total 1.0\n";
        }
    }

    @BeforeEach
    void open() throws IOException {
        door = HttpDoor.open(ANY_PORT, null, BearerToken.of(TOKEN), shown);
    }

    @AfterEach
    void close() {
        door.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(door.address().getAddress(), door.address().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Sends something and reads until the door closes. */
    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return readAll(socket.getInputStream());
        }
    }

    private static String readAll(InputStream in) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (IOException e) {
            // Reset: what had not been read on the other side makes it so.
        }
        return all.toString(US_ASCII);
    }

    private String get(String path, String... headers) throws IOException {
        return exchange("GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
                .formatted(
                        path,
                        String.join(
                                "",
                                List.of(headers).stream().map(h -> h + "\r\n").toList())));
    }

    @Test
    void saysHowTheProcessIs() throws IOException {
        assertThat(get("/healthz")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nok\n");
        assertThat(get("/readyz")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nok\n");
        shown.ready = false;
        assertThat(get("/healthz")).startsWith("HTTP/1.1 200 ");
        assertThat(get("/readyz")).startsWith("HTTP/1.1 503 ").endsWith("\r\n\r\nnot ok\n");
        shown.alive = false;
        assertThat(get("/healthz")).startsWith("HTTP/1.1 503 ").endsWith("\r\n\r\nnot ok\n");
    }

    @Test
    void showsMetricsToWhoHasTheToken() throws IOException {
        assertThat(get("/metrics", "Authorization: Bearer " + TOKEN))
                .startsWith("HTTP/1.1 200 ")
                .contains("content-type: text/plain; version=0.0.4")
                .endsWith("\r\n\r\na_total 1.0\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: y",
                "Authorization:",
                "Authorization: Bearer",
                "Authorization: Bearer ",
                "Authorization: Bearer 0123456789abcdef0123456789abcdee",
                "Authorization: Bearer 0123456789abcdef",
                "Authorization: Bearer 0123456789abcdef0123456789abcdef0",
                "Authorization: Basic " + TOKEN,
                "Authorization: " + TOKEN,
                "Cookie: token=" + TOKEN
            })
    void s7ShowsMetricsToNobodyElse(String header) throws IOException {
        assertThat(get("/metrics", header))
                .startsWith("HTTP/1.1 401 ")
                .contains("www-authenticate: Bearer")
                .doesNotContain("a_total");
    }

    @Test
    void takesNoTokenThatMightBeGuessed() {
        assertThatThrownBy(() -> BearerToken.of("short")).hasMessageContaining("at least 32 characters, but has 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics/", "/metrics?token=" + TOKEN, "/../metrics", "/%6detrics", "//healthz", "*"})
    void knowsNoOtherPath(String path) throws IOException {
        assertThat(get(path, "Authorization: Bearer " + TOKEN)).startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "get"})
    void answersGetOnly(String method) throws IOException {
        assertThat(exchange(method + " /metrics HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                        + "\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .contains("allow: GET")
                .doesNotContain("a_total");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/metrics", "/none"})
    void s10HasTheSameGuardsOnEachAnswer(String path) throws IOException {
        assertThat(get(path))
                .contains("content-security-policy: default-src 'none'; frame-ancestors 'none'\r\n")
                .contains("x-content-type-options: nosniff\r\n")
                .contains("referrer-policy: no-referrer\r\n")
                .contains("cache-control: no-store\r\n")
                .contains("connection: close\r\n");
    }

    @Test
    void tellsNobodyWhyAPageFailed() throws IOException {
        shown.broken = true;
        assertThat(get("/metrics", "Authorization: Bearer " + TOKEN))
                .startsWith("HTTP/1.1 500 ")
                .doesNotContain("canary")
                .doesNotContain("Exception");
    }

    @Test
    void boundsLineAndHeaders() throws IOException {
        assertThat(get("/" + "x".repeat(5_000))).startsWith("HTTP/1.1 414 ");
        assertThat(get("/healthz", "X: " + "y".repeat(9_000))).startsWith("HTTP/1.1 431 ");
        assertThat(exchange("\u0016\u0003\u0001 what\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void answersOneRequestForEachConnection() throws IOException {
        String twice = exchange("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /readyz HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(twice.split("HTTP/1.1 200", -1)).hasSize(2);
        assertThat(shown.askedIfReady).isFalse();
    }

    @Test
    void s1ListensForOthersWithMutualTlsOnly() {
        assertThatThrownBy(() -> HttpDoor.open(new InetSocketAddress("0.0.0.0", 0), null, BearerToken.of(TOKEN), shown))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("HTTP on 0.0.0.0:0 can be reached from other machines, which needs mutual TLS;"
                        + " give certificates, or listen on 127.0.0.1");
    }

    @Test
    void saysWhichPortIsTaken() {
        assertThatThrownBy(() -> HttpDoor.open(door.address(), null, BearerToken.of(TOKEN), shown))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot listen for HTTP on ")
                .hasMessageContaining(":" + door.address().getPort())
                .hasMessageEndingWith("choose another port, or 0 for any that is free");
    }

    @Test
    void leavesNothingOpenWhenClosed() throws IOException {
        try (Socket waiting = connect()) {
            assertThat(get("/healthz")).startsWith("HTTP/1.1 200 "); // so the one that waits has been accepted
            door.close();

            assertThat(waiting.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
        }
    }

    @Test
    void s17ServesARealCallerBesidesFiveHundredSlowOnes() throws Exception {
        List<Socket> slow = new ArrayList<>();
        ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
        try {
            for (int i = 0; i < 500; i++) {
                slow.add(connect());
            }
            drip.scheduleAtFixedRate(() -> slow.forEach(HttpDoorTest::oneByte), 0, 1, TimeUnit.SECONDS)
                    .isDone();
            slow.get(0).setSoTimeout(5_000); // half of what it would have if there were room for it
            assertThat(slow.get(0).getInputStream().read()).isEqualTo(-1);
            for (int i = 0; i < 5; i++) {
                long began = System.nanoTime();
                assertThat(get("/healthz")).startsWith("HTTP/1.1 200 ");
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
            }
        } finally {
            drip.shutdownNow();
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static void oneByte(Socket socket) {
        try {
            socket.getOutputStream().write('G');
        } catch (IOException e) {
            // Cut off, as it should be.
        }
    }

    @Test
    void s17CutsOffWhoeverTakesTooLong() throws Exception {
        try (HttpDoor hasty = HttpDoor.open(ANY_PORT, null, BearerToken.of(TOKEN), shown, Duration.ofMillis(300));
                Socket silent =
                        new Socket(hasty.address().getAddress(), hasty.address().getPort());
                Socket halfway =
                        new Socket(hasty.address().getAddress(), hasty.address().getPort())) {
            halfway.getOutputStream().write("GET /healthz HTTP/1.1\r\nHo".getBytes(US_ASCII));
            silent.setSoTimeout(10_000);
            halfway.setSoTimeout(10_000);

            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(halfway.getInputStream().read()).isEqualTo(-1);
        }
    }
}

package dev.levada.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import dev.levada.console.wire.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoorTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path directory;

    private final Audit audit = new Audit() {
        @Override
        public void action(Entry entry) {}

        @Override
        public void unexpected(Entry entry, Throwable error) {}
    };

    @Test
    void s1IsNotOpenToTheNetworkWithoutTls() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        DoorOptions options =
                new DoorOptions(new InetSocketAddress(port), directory.resolve("t"), Optional.empty(), Set.of());

        assertThatThrownBy(() -> ClientDoor.open(options, new FakeCluster(), () -> "", audit))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("there is no TLS; give certificates, or listen on 127.0.0.1");
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
        assertThat(directory.resolve("t")).doesNotExist();
    }

    @Test
    void saysThatAPortIsTaken() {
        try (OpenDoor open = new OpenDoor(directory.resolve("t"))) {
            DoorOptions same = DoorOptions.loopback(open.port(), directory.resolve("t"));

            assertThatThrownBy(() -> ClientDoor.open(same, new FakeCluster(), () -> "", audit))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("end who listens there");
        }
    }

    @Test
    void closesWhenItIsClosed() {
        OpenDoor open = new OpenDoor(directory.resolve("t"));
        assertThat(open.get("/healthz").body()).isEqualTo("{\"ok\":true}");
        open.close();

        assertThatThrownBy(() -> open.connect().close()).isInstanceOf(IOException.class);
    }

    @Test
    void s3WithTlsAClientNeedsACertificate() throws IOException, GeneralSecurityException, InterruptedException {
        Path server = keys("server");
        Path client = keys("client");
        Path stranger = keys("stranger");
        DoorOptions options = new DoorOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                directory.resolve("t"),
                Optional.of(context(server, client)),
                Set.of("node-1.example"));

        try (ClientDoor door = ClientDoor.open(options, new FakeCluster(), () -> "", audit)) {
            String token = Files.readString(directory.resolve("t").resolve(Role.READ.fileName()))
                    .strip();
            assertThat(ask(door, context(client, server), token)).startsWith("HTTP/1.1 200");
            assertThat(ask(door, context(client, server), "wrong")).startsWith("HTTP/1.1 401");
            assertThatThrownBy(() -> ask(door, context(stranger, server), token))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ask(door, context(null, server), token)).isInstanceOf(IOException.class);
            // Plain HTTP gets no answer that could be taken for one.
            try (Socket plain =
                    new Socket(door.address().getAddress(), door.address().getPort())) {
                plain.setSoTimeout(OpenDoor.TIMEOUT_MILLIS);
                plain.getOutputStream().write("GET /healthz HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                        .doesNotContain("HTTP/1.1 200", "ok");
            }
        }
    }

    private static String ask(ClientDoor door, SSLContext context, String token) throws IOException {
        try (Socket socket = context.getSocketFactory()
                .createSocket(door.address().getAddress(), door.address().getPort())) {
            socket.setSoTimeout(OpenDoor.TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write(("GET /v1/status HTTP/1.1\r\nHost: node-1.example\r\nAuthorization: Bearer " + token
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (answer.isEmpty()) {
                throw new SSLException("closed without an answer");
            }
            return answer;
        }
    }

    private Path keys(String name) throws IOException, InterruptedException {
        Path file = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        name,
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return file;
    }

    private static SSLContext context(@Nullable Path own, Path trusted) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own == null ? null : store(own), PASSWORD.toCharArray());
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        KeyStore other = store(trusted);
        authorities.setCertificateEntry(
                "other", other.getCertificate(other.aliases().nextElement()));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}

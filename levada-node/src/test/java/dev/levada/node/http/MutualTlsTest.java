package dev.levada.node.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class MutualTlsTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final char[] PASSWORD = "changeit".toCharArray();

    private static KeyStore reader;
    private static KeyStore stranger;
    private static KeyStore server;

    private HttpDoor door;

    private static final class Good implements Pages {
        @Override
        public boolean alive() {
            return true;
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public String metrics() {
            return "a_total 1.0\n";
        }
    }

    @BeforeAll
    static void makeIdentities(@TempDir Path directory) throws Exception {
        server = identity("server", directory);
        reader = identity("reader", directory);
        stranger = identity("stranger", directory);
    }

    @BeforeEach
    void open() throws Exception {
        door = HttpDoor.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                context(server, reader),
                BearerToken.of(TOKEN),
                new Good());
    }

    @AfterEach
    void close() {
        door.close();
    }

    /** A key with a certificate that only those trust who know it. */
    private static KeyStore identity(String name, Path directory) throws Exception {
        Path file = directory.resolve(name + ".p12");
        List<String> keytool = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        keytool.addAll(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name));
        keytool.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit", "-keystore", file.toString()));
        Process process = new ProcessBuilder(keytool)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.out").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static SSLContext context(KeyStore own, KeyStore trusted) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust(trusted).getTrustManagers(), null);
        return context;
    }

    private static TrustManagerFactory trust(KeyStore trusted) throws IOException, GeneralSecurityException {
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        String alias = trusted.aliases().nextElement();
        Certificate certificate = trusted.getCertificate(alias);
        certificates.setCertificateEntry(alias, certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        return trust;
    }

    private String get(SSLContext context) throws IOException {
        try (Socket socket = context.getSocketFactory()
                .createSocket(door.address().getAddress(), door.address().getPort())) {
            return get(socket);
        }
    }

    private static String get(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET /metrics HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n")
                        .getBytes(US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    @Test
    void showsMetricsToWhoIsTrusted() throws Exception {
        assertThat(get(context(reader, server))).startsWith("HTTP/1.1 200 ").endsWith("a_total 1.0\n");
    }

    @Test
    void s3RefusesWhoHasNoCertificate() throws Exception {
        SSLContext nobody = SSLContext.getInstance("TLS");
        nobody.init(null, trust(server).getTrustManagers(), null);

        assertThatThrownBy(() -> get(nobody)).isInstanceOf(IOException.class);
    }

    @Test
    void s4RefusesACertificateOfSomeoneElse() {
        assertThatThrownBy(() -> get(context(stranger, server))).isInstanceOf(IOException.class);
    }

    @Test
    void s5AnswersNothingInPlainText() throws Exception {
        try (Socket socket =
                new Socket(door.address().getAddress(), door.address().getPort())) {
            assertThat(get(socket)).doesNotContain("HTTP");
        }
    }
}

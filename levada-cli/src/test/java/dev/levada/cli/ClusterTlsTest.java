package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.console.Audit;
import dev.levada.console.ClientDoor;
import dev.levada.console.DoorOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A door with TLS, and who gets through it. Each side has a certificate that it signed itself. */
@Timeout(120)
final class ClusterTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path directory;

    private Path client = Path.of("");

    @BeforeEach
    void makeClient() throws IOException, InterruptedException, GeneralSecurityException {
        client = Files.createDirectory(directory.resolve("client"));
        KeyStore own = keys("operator/ann");
        write(
                client.resolve("operator-ann.pem"),
                "CERTIFICATE",
                own.getCertificate("own").getEncoded());
        write(
                client.resolve("operator-ann.key"),
                "PRIVATE KEY",
                own.getKey("own", PASSWORD.toCharArray()).getEncoded());
    }

    @Test
    void talksToACoordinatorOfTheSameAuthority() throws IOException, InterruptedException, GeneralSecurityException {
        Outcome outcome = status("coordinator/one");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("4711");
    }

    @Test
    void doesNotTakeAWorkerForTheCoordinator() throws IOException, InterruptedException, GeneralSecurityException {
        Outcome outcome = status("worker/w1");

        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.err()).contains("the certificate is not a coordinator's");
    }

    @Test
    void saysWhatIsMissingInTheDirectory() throws IOException {
        Files.delete(client.resolve("operator-ann.key"));

        Outcome outcome = Outcome.of("status", "--tls", client);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("operator-NAME.key", "there are 0");
    }

    private Outcome status(String server) throws IOException, InterruptedException, GeneralSecurityException {
        KeyStore own = keys(server);
        write(client.resolve("ca.pem"), "CERTIFICATE", own.getCertificate("own").getEncoded());
        DoorOptions options = new DoorOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                directory.resolve("tokens"),
                Optional.of(serverContext(own, keys("operator/ann"))),
                Set.of());
        Audit audit = new Audit() {
            @Override
            public void action(Entry entry) {}

            @Override
            public void unexpected(Entry entry, Throwable error) {}
        };
        try (ClientDoor door = ClientDoor.open(options, new FakeCluster(), () -> "", audit)) {
            return Outcome.of(
                    "status",
                    "--cluster",
                    "127.0.0.1:" + door.address().getPort(),
                    "--tls",
                    client,
                    "--token-dir",
                    directory.resolve("tokens"));
        }
    }

    /** A key and a certificate for it, as {@code ROLE/NODE}. */
    private KeyStore keys(String node) throws IOException, InterruptedException, GeneralSecurityException {
        Path file = directory.resolve(node.replace('/', '-') + ".p12");
        if (!Files.exists(file)) {
            List<String> command = new ArrayList<>();
            command.add(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
            command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-alias", "own", "-dname", "CN=" + node));
            command.addAll(List.of("-ext", "san=uri:levada://test/" + node, "-storetype", "PKCS12"));
            command.addAll(List.of("-storepass", PASSWORD, "-keystore", file.toString()));
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("keytool.txt").toFile())
                    .start();
            assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(keytool.exitValue())
                    .as(Files.readString(directory.resolve("keytool.txt")))
                    .isZero();
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static SSLContext serverContext(KeyStore own, KeyStore trusted)
            throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("client", trusted.getCertificate("own"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(kind, text));
    }
}

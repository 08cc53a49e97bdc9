package dev.levada.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.cli.Cli;
import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.Submission;
import dev.levada.node.job.JobState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster with certificates, as processes of their own, one of which dies. */
@Timeout(180)
final class StandingTlsTest {
    private static final int LINES = 4_000;

    @TempDir
    Path directory;

    @Test
    void everyPortWantsACertificateAndTheResultIsExact() throws Exception {
        List<String> lines = IntStream.range(0, LINES)
                .mapToObj(i -> "w%d w%d w%d".formatted(i % 7, i % 11, i % 13))
                .toList();
        Files.write(directory.resolve("in.txt"), lines);
        Path certificates = directory.resolve("pki");
        levada(
                "certs",
                "--dir",
                certificates.toString(),
                "--cluster",
                "lab",
                "--node",
                "coordinator/c1",
                "--node",
                "agent/one",
                "--node",
                "agent/two",
                "--node",
                "submitter/ann");
        try (RunningCluster cluster = RunningCluster.startWithTls(directory, certificates, "one", "two")) {
            Cluster client = cluster.client();
            String job = client.submit(new Submission(
                    List.of(
                            "wordcount",
                            "--input",
                            "in.txt",
                            "--output",
                            "out.txt",
                            "--guarantee",
                            "exactly-once",
                            "--epoch",
                            "100",
                            "--workers",
                            "2",
                            "--parallelism",
                            "2"),
                    directory.toString(),
                    Optional.empty()));
            client.interval(job, "source", Duration.ofMillis(2));
            List<ClusterStatus.Worker> workers = cluster.awaitWorkers(job, 2);
            assertThat(workers).extracting(ClusterStatus.Worker::agent).containsExactlyInAnyOrder("one", "two");
            cluster.awaitEpochs(job, 1);

            List<Long> pids = new ArrayList<>(
                    workers.stream().map(ClusterStatus.Worker::pid).toList());
            Stream.of("one", "two")
                    .forEach(name -> pids.add(cluster.process(name).pid()));
            List<String> ports = new ArrayList<>(Sockets.listening(pids));
            ports.removeIf(Sockets::isLoopback); // 127.0.0.1 alone: nobody elsewhere can reach that
            assertThat(ports).hasSize(4);
            long coordinator = cluster.process("coordinator").pid();
            ports.addAll(Sockets.listening(List.of(coordinator)));
            assertThat(ports).hasSize(6);
            for (String port : ports) {
                assertCloses(Sockets.address(port));
            }
            pids.add(coordinator);
            for (long pid : pids) {
                assertThat(Files.readString(Path.of("/proc/%d/cmdline".formatted(pid)), StandardCharsets.ISO_8859_1))
                        .doesNotContain("BEGIN");
                assertThat(Files.readString(Path.of("/proc/%d/environ".formatted(pid)), StandardCharsets.ISO_8859_1))
                        .doesNotContain("BEGIN");
            }

            cluster.kill("two");
            RunningCluster.until(() -> cluster.awaitWorkers(job, 2).stream()
                    .allMatch(worker -> worker.agent().equals("one")));
            client.interval(job, "source", Duration.ZERO);
            cluster.awaitEnd(job);

            assertThat(cluster.job(job).report().state()).isEqualTo(JobState.FINISHED);
            assertThat(Path.of(cluster.home(), "cluster.secret")).doesNotExist();
        }
        TreeMap<String, Long> counts = lines.stream()
                .flatMap(line -> Stream.of(line.toUpperCase(Locale.ROOT).split(" ")))
                .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
        try (Stream<String> out = Files.lines(directory.resolve("out.txt"))) {
            assertThat(out)
                    .containsExactlyInAnyOrderElementsOf(counts.entrySet().stream()
                            .map(count -> count.getKey() + ", " + count.getValue())
                            .toList());
        }
    }

    /** S5, and S3: with TLS 1.3 a client that shows no certificate learns only when it reads. */
    private static void assertCloses(InetSocketAddress port) throws Exception {
        try (Socket plain = new Socket(port.getAddress(), port.getPort())) {
            plain.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            plain.setSoTimeout(10_000);
            assertThat(new String(read(plain.getInputStream()), StandardCharsets.ISO_8859_1))
                    .as("%s, plain", port)
                    .doesNotContain("200", "ok");
        }
        SSLContext nobody = SSLContext.getInstance("TLSv1.3");
        nobody.init(null, new TrustManager[] {new Anyone()}, null);
        try (SSLSocket socket = (SSLSocket) nobody.getSocketFactory().createSocket(port.getAddress(), port.getPort())) {
            socket.setSoTimeout(10_000);
            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        socket.getOutputStream()
                                .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                        int next = socket.getInputStream().read();
                        throw new IOException("read " + next);
                    })
                    .as("%s, no certificate", port)
                    .isInstanceOf(IOException.class)
                    .message()
                    .doesNotMatch("read \\d+|Read timed out");
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        try {
            return in.readAllBytes();
        } catch (SocketException e) { // cut off
            return new byte[0];
        }
    }

    private static void levada(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(Cli.run(List.of(arguments), new ByteArrayInputStream(new byte[0]), nowhere, nowhere))
                .isZero();
    }

    /** Looks at no certificate: what is asked is whether the server does. */
    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

package dev.levada.bench.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.faults.replicas.MemberFault;
import dev.levada.replication.FreePorts;
import dev.levada.replication.consensus.Timings;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ServicesBenchTest {
    private static final long MILLI = 1_000_000;

    @TempDir
    Path directory;

    /** Every fourth operation fails. */
    private static final class Moody implements Store {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public CompletableFuture<?> get(String key) {
            return asked.incrementAndGet() % 4 == 0
                    ? CompletableFuture.failedFuture(new IOException("not now"))
                    : CompletableFuture.completedFuture(key);
        }

        @Override
        public CompletableFuture<?> put(String key, String value) {
            return get(key);
        }

        @Override
        public void awaitWhole() {}

        @Override
        public String strike(MemberFault fault) {
            return "nobody";
        }

        @Override
        public void heal() {}

        @Override
        public void close() {}
    }

    @Test
    void failuresAreToldFromSuccessesInEachFile() throws Exception {
        int port = FreePorts.take(1).get(0);
        Path latencies = directory.resolve("latency");
        Path arrived = directory.resolve("throughput");
        try (ArrivalCount arrivals = new ArrivalCount();
                HttpFront front = HttpFront.open(port, new Moody(), arrivals)) {
            assertThat(front).isNotNull();
            arrivals.writeTo(arrived);
            Tally tally = new Tally(System.nanoTime(), 2);
            ClosedLoop clients = ClosedLoop.start(port, 3, 1, 7, tally);
            TimeUnit.MILLISECONDS.sleep(1_500);
            clients.stop();
            arrivals.stop();
            tally.write(latencies);

            long done =
                    tally.seconds().stream().mapToLong(Measured.Second::done).sum();
            long errors =
                    tally.seconds().stream().mapToLong(Measured.Second::errors).sum();
            assertThat(done + errors).isEqualTo(tally.requests()).isGreaterThan(20);
            assertThat(errors).isBetween((done + errors) / 4 - 1, (done + errors) / 4 + 1);
        }
        List<String> lines = Files.readAllLines(latencies);
        assertThat(lines.get(0)).isEmpty();
        assertThat(lines.subList(1, lines.size()))
                .hasSizeGreaterThan(5)
                .allMatch(line -> line.matches("\\d{13}, \\d+, [01]"))
                .anyMatch(line -> line.endsWith(", 1"))
                .anyMatch(line -> line.endsWith(", 0"));
        List<String> seconds = Files.readAllLines(arrived);
        assertThat(seconds.get(0)).isEmpty();
        assertThat(seconds.get(1)).matches("\\d{13},[1-9]\\d*,[1-9]\\d*");
    }

    @Test
    void theRouteIsAsPublishedAndAllElseIsRefused() throws Exception {
        int port = FreePorts.take(1).get(0);
        try (ArrivalCount arrivals = new ArrivalCount();
                HttpFront front = HttpFront.open(port, new PlainService().open(group()), arrivals)) {
            assertThat(front).isNotNull();
            assertThat(get(port, "/benchmark?command=put&args=a,b")).isEqualTo("200 ok");
            assertThat(get(port, "/benchmark?command=get&args=a")).isEqualTo("200 ok");
            for (String wrong : List.of(
                    "/benchmark?command=get&args=a,b",
                    "/benchmark?command=put&args=a",
                    "/benchmark?command=zap&args=a",
                    "/benchmark",
                    "/other?command=get&args=a")) {
                assertThat(get(port, wrong)).startsWith("400 expected /benchmark");
            }
            assertThatThrownBy(() -> HttpFront.open(port, new Moody(), arrivals))
                    .hasMessageContaining("--first-port");
        }
    }

    private static String get(int port, String path) throws IOException {
        HttpURLConnection asked = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        int status = asked.getResponseCode();
        try (InputStream body = status < 400 ? asked.getInputStream() : asked.getErrorStream()) {
            return status + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private StoreService.Group group() {
        return new StoreService.Group(0, directory, Timings.standard(), Optional.empty());
    }

    @Test
    void aFailOverEndsWithTheFirstWriteThatBeganAfterIt() {
        Tally tally = new Tally(0, 2);
        tally.ended(0, true, 10 * MILLI, 20 * MILLI, false);
        tally.struck(100 * MILLI);
        tally.ended(0, true, 90 * MILLI, 150 * MILLI, false); // was on its way
        tally.ended(0, false, 110 * MILLI, 160 * MILLI, false); // reads
        tally.ended(0, true, 110 * MILLI, 900 * MILLI, true);
        tally.ended(0, true, 910 * MILLI, 1_000 * MILLI, false);
        tally.ended(0, true, 1_010 * MILLI, 1_990 * MILLI, false);

        assertThat(tally.failOverMillis()).hasValue(900);
        assertThat(tally.gapMillis()).isEqualTo(990);
        assertThat(tally.seconds()).containsExactly(new Measured.Second(3, 1), new Measured.Second(2, 0));
    }

    @Test
    void cellsAreNamedAsPublished() {
        assertThat(new Cell("library", 6, 16, 50, Optional.empty()).name()).isEqualTo("16c6r");
        assertThat(new Cell("plain", 0, 16, 0, Optional.empty()).name()).isEqualTo("16c-no-pause");
        assertThat(new Cell("library", 3, 8, 50, Optional.of(MemberFault.FREEZE_LEADER)).name())
                .isEqualTo("8c3r-freeze-leader");
    }
}

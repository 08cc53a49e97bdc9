package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SocketLoopTest {

    @Test
    void countsEachWordThatWasSplit() throws Exception {
        Sentences sentences = new Sentences(7);
        long count = 30_001;
        WordCounts counts = WordCounts.tuned();
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setSoTimeout(10_000);
            CompletableFuture<Void> splitting = CompletableFuture.runAsync(() -> {
                try {
                    SocketLoop.split(sentences, count, listening.getLocalPort(), line -> {});
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            SocketLoop.count(listening, counts);
            splitting.get(10, TimeUnit.SECONDS);
        }
        assertThat(counts.counts()).isEqualTo(sentences.counts(count));
    }

    @Test
    void countsComeBackOutOfALine() {
        var counts = new Sentences(7).counts(1_000);

        assertThat(CountLines.read(CountLines.of(counts))).isEqualTo(counts);
        assertThat(CountLines.read(Marks.BEGIN)).isEmpty();
    }
}

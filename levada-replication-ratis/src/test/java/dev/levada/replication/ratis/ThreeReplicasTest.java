package dev.levada.replication.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.replication.Client;
import dev.levada.replication.Replicated;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThreeReplicasTest {

    @Test
    void threeReplicasAreStartedUsedClosedAndStartedAgain(@TempDir Path directory) {
        for (int life = 0; life < 2; life++) {
            try (Replicated<String, Long> counters =
                            Replicated.of(Counters::new).directory(directory).start();
                    Client<String, Long> client = counters.client()) {
                assertThat(client.query("a")).isEqualTo(500L * life);
                List<CompletableFuture<Long>> sent = IntStream.range(0, 500)
                        .mapToObj(i -> client.sendAsync("a"))
                        .toList();
                assertThat(sent.stream().map(CompletableFuture::join)).doesNotHaveDuplicates();
                assertThat(client.query("a")).isEqualTo(500L * (life + 1));
                assertThat(counters.health())
                        .hasSize(3)
                        .allMatch(member -> member.failure().isEmpty());
            }
        }
    }
}

package dev.levada.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.replication.store.KeyValueStore;
import dev.levada.replication.store.KeyValueStore.Command;
import dev.levada.replication.store.KeyValueStore.Get;
import dev.levada.replication.store.KeyValueStore.Put;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplicatedTest {

    @Test
    void aStoreAnswersCommandsAndQueries() {
        try (Replicated<Command, Optional<String>> store =
                        Replicated.of(KeyValueStore::new).replicas(1).start();
                Client<Command, Optional<String>> client = store.client()) {
            assertThat(client.send(new Put("a", "1"))).isEmpty();
            assertThat(client.send(new Put("a", "2"))).contains("1");
            assertThat(client.query(new Get("a"))).contains("2");
            assertThat(client.query(new Get("b"))).isEmpty();
        }
    }

    @Test
    void queriesDoNotGrowTheLog() {
        try (Replicated<Command, Optional<String>> store =
                        Replicated.of(KeyValueStore::new).replicas(1).start();
                Client<Command, Optional<String>> client = store.client()) {
            client.send(new Put("a", "1"));
            long applied = store.health().get(0).view().applied();
            IntStream.range(0, 50).forEach(i -> client.query(new Get("a")));
            assertThat(store.health().get(0).view().applied()).isEqualTo(applied);
        }
    }

    @Test
    void whatTheMachineThrowsReachesTheCaller() {
        try (Replicated<String, String> store =
                        Replicated.of(Grumpy::new).replicas(1).start();
                Client<String, String> client = store.client()) {
            assertThatThrownBy(() -> client.send("x"))
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("no x today");
            assertThatThrownBy(() -> client.query("x"))
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("answers no queries");
        }
    }

    private static final class Grumpy implements StateMachine<String, String> {
        @Override
        public String apply(String command) {
            throw new IllegalStateException("no " + command + " today");
        }

        @Override
        public void snapshot(SnapshotOutput out) {}

        @Override
        public void restore(SnapshotInput in) {}
    }

    @Test
    void whatWasAcknowledgedIsThereAfterARestart(@TempDir Path directory) {
        for (int life = 0; life < 3; life++) {
            try (Replicated<Command, Optional<String>> store = Replicated.of(KeyValueStore::new)
                            .replicas(1)
                            .snapshotEntries(7)
                            .directory(directory)
                            .start();
                    Client<Command, Optional<String>> client = store.client()) {
                for (int i = 0; i < 10; i++) {
                    String before = life == 0 ? null : String.valueOf(life - 1);
                    assertThat(client.send(new Put("k" + i, String.valueOf(life))))
                            .isEqualTo(Optional.ofNullable(before));
                }
            }
        }
    }

    @Test
    void manyCommandsOfOneClientAreOnTheirWayAtATime() {
        try (Replicated<Command, Optional<String>> store =
                        Replicated.of(KeyValueStore::new).replicas(1).start();
                Client<Command, Optional<String>> client = store.client()) {
            List<CompletableFuture<Optional<String>>> sent = IntStream.range(0, 5_000)
                    .mapToObj(i -> client.sendAsync(new Put("k" + i, "v" + i)))
                    .toList();
            sent.forEach(each -> assertThat(each.join()).isEmpty());
            assertThat(client.query(new Get("k4999"))).contains("v4999");
        }
    }

    @Test
    void aClientThatIsClosedLeavesNobodyWaiting() {
        try (Replicated<Command, Optional<String>> store =
                Replicated.of(KeyValueStore::new).replicas(1).start()) {
            Client<Command, Optional<String>> client = store.client();
            CompletableFuture<Optional<String>> sent = client.sendAsync(new Put("a", "1"));
            client.close();
            assertThat(sent.handle((value, e) -> e == null || e.getCause() instanceof UnknownOutcomeException)
                            .join())
                    .isTrue();
            assertThatThrownBy(() -> client.send(new Put("a", "2"))).isInstanceOf(NotAppliedException.class);
        }
    }

    @Test
    void bytesThatDoNotFitAreRefusedBeforeTheyAreSent() {
        try (Replicated<Command, Optional<String>> store =
                        Replicated.of(KeyValueStore::new).replicas(1).start();
                Client<Command, Optional<String>> client = store.client()) {
            assertThatThrownBy(() -> client.send(new Put("a", "x".repeat(2_000_000))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("send it in parts");
        }
    }

    @Test
    void aMissingProviderIsNamed() {
        assertThatThrownBy(() -> Replicated.of(KeyValueStore::new)
                        .replicas(1)
                        .provider("paxos")
                        .start())
                .hasMessageContaining("no consensus provider 'paxos'")
                .hasMessageContaining("levada-replication-paxos");
    }
}

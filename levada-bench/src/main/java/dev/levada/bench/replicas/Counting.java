package dev.levada.bench.replicas;

import dev.levada.replication.Client;
import dev.levada.replication.Replicated;
import dev.levada.replication.SnapshotInput;
import dev.levada.replication.SnapshotOutput;
import dev.levada.replication.StateMachine;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.replica.Replica;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A replicated counter of texts, used through the library. */
record Counting(Replicated<String, Long> replicated, Client<String, Long> client, boolean queries) implements Group {
    /** As commands of services are, about: 100 bytes. */
    static final String TEXT = "c".repeat(100);

    static Group open(
            int replicas,
            Optional<String> consensus,
            Path directory,
            Replica.Batching batching,
            RetryPolicy retry,
            boolean queries) {
        Replicated.Builder<Replicated<String, Long>> builder = Replicated.of(Counter::new)
                .replicas(replicas)
                .directory(directory)
                .batching(batching)
                .retry(retry);
        consensus.ifPresent(builder::provider);
        Replicated<String, Long> replicated = builder.start();
        return new Counting(replicated, replicated.client(), queries);
    }

    @Override
    public CompletableFuture<?> ask() {
        return queries ? client.queryAsync(TEXT) : client.sendAsync(TEXT);
    }

    @Override
    public void close() {
        try (replicated;
                client) {
            return;
        }
    }

    private static final class Counter implements StateMachine<String, Long> {
        private long count;

        @Override
        public Long apply(String text) {
            return ++count;
        }

        @Override
        public Long query(String text) {
            return count;
        }

        @Override
        public void snapshot(SnapshotOutput out) throws IOException {
            out.write(count);
        }

        @Override
        public void restore(SnapshotInput in) throws IOException {
            count = in.read();
        }
    }
}

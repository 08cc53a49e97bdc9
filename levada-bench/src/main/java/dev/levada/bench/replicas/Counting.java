package dev.levada.bench.replicas;

import dev.levada.replication.Client;
import dev.levada.replication.MemberProcesses;
import dev.levada.replication.Replicated;
import dev.levada.replication.SnapshotInput;
import dev.levada.replication.SnapshotOutput;
import dev.levada.replication.StateMachine;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.consensus.Timings;
import dev.levada.replication.replica.Replica;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A replicated counter of texts, used through the library.
 *
 * @param end ends its members
 * @param queries whether it is asked only
 */
record Counting(Client<String, Long> client, Runnable end, boolean queries) implements Group {
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
        return new Counting(replicated.client(), replicated::close, queries);
    }

    /** Its members are processes of their own. */
    static Group remote(int replicas, Optional<String> consensus, Path directory, RetryPolicy retry)
            throws IOException {
        MemberProcesses<String, Long> members = MemberProcesses.start(
                Counter.class,
                "counter",
                replicas,
                directory,
                MemberProcesses.Options.of(Timings.standard()).withConsensus(consensus));
        return new Counting(members.client(retry), members::close, false);
    }

    @Override
    public CompletableFuture<?> ask() {
        return queries ? client.queryAsync(TEXT) : client.sendAsync(TEXT);
    }

    @Override
    public void close() {
        try (client) {
            return;
        } finally {
            end.run();
        }
    }

    /** Public, as member processes make one by its name. */
    public static final class Counter implements StateMachine<String, Long> {
        private long count;

        /** Nothing is counted yet. */
        public Counter() {}

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

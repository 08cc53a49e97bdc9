package dev.levada.bench.replicas;

import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.replica.Replica;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What is measured. */
public enum Way {
    /** Entries handed to the provider as they are. */
    BY_HAND,
    /** Commands through a client of the library, an entry each. */
    UNBATCHED,
    /** Commands through a client of the library, as it puts them together by itself. */
    LIBRARY,
    /** The same, by a client that reaches the members over sockets. */
    REMOTE,
    /** Queries through a client of the library: linearizable, and nothing is logged. */
    QUERIES;

    private static final Replica.Batching ONE_EACH = new Replica.Batching(1, 1_024, Duration.ofSeconds(30));

    /** In words. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    Group open(int replicas, Optional<String> consensus, Path directory) throws IOException {
        RetryPolicy patient = new RetryPolicy(Duration.ofSeconds(30), Duration.ofSeconds(60));
        return switch (this) {
            case BY_HAND -> ByHand.open(replicas, consensus, directory);
            case UNBATCHED -> Counting.open(replicas, consensus, directory, ONE_EACH, patient, false);
            case LIBRARY -> Counting.open(replicas, consensus, directory, Replica.Batching.standard(), patient, false);
            case REMOTE -> Counting.remote(replicas, consensus, directory, patient);
            case QUERIES -> Counting.open(replicas, consensus, directory, Replica.Batching.standard(), patient, true);
        };
    }
}

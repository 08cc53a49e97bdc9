package dev.levada.bench.replicas;

import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.replica.Replica;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is measured. */
public enum Way {
    /** Entries handed to the provider as they are. */
    BY_HAND,
    /**
     * Through the client that what the provider stands on has of its own, over sockets; not there for each provider.
     */
    OWN_CLIENT,
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

    /** Those that there are for a provider. */
    static List<Way> of(String provider) {
        return Arrays.stream(values())
                .filter(way -> way != OWN_CLIENT || OwnClient.of(provider).isPresent())
                .toList();
    }

    Group open(int replicas, String provider, Path directory) throws IOException {
        RetryPolicy patient = new RetryPolicy(Duration.ofSeconds(30), Duration.ofSeconds(60));
        return switch (this) {
            case BY_HAND -> ByHand.open(replicas, provider, directory);
            case OWN_CLIENT -> OwnClient.of(provider).orElseThrow().open(replicas, directory);
            case UNBATCHED -> Counting.open(replicas, provider, directory, ONE_EACH, patient, false);
            case LIBRARY -> Counting.open(replicas, provider, directory, Replica.Batching.standard(), patient, false);
            case REMOTE -> Counting.remote(replicas, provider, directory, patient);
            case QUERIES -> Counting.open(replicas, provider, directory, Replica.Batching.standard(), patient, true);
        };
    }
}

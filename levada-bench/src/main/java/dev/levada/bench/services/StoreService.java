package dev.levada.bench.services;

import dev.levada.replication.consensus.Timings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A way to serve a store. Found by {@link java.util.ServiceLoader}, in the process that serves it. */
public interface StoreService {

    /** What it is chosen by. */
    String label();

    /** Where it was served in what was published. */
    int port();

    /** Whether there are replicas. */
    boolean replicated();

    /** Starts it, and returns without waiting until it serves. */
    Store open(Group group) throws IOException;

    /**
     * What it is started with, if it is replicated.
     *
     * @param directory for what members keep and log
     * @param consensus the name of the provider, to who has the choice
     */
    record Group(int replicas, Path directory, Timings timings, Optional<String> consensus) {}
}

package dev.levada.bench.replicas;

import java.util.concurrent.CompletableFuture;

/** What is measured. Opened and closed by one thread. */
public interface Group extends AutoCloseable {

    /** Does one operation. Called by one thread at a time. */
    CompletableFuture<?> ask();

    @Override
    void close();
}

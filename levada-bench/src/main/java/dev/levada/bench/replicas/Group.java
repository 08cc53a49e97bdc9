package dev.levada.bench.replicas;

import java.util.concurrent.CompletableFuture;

/** What is measured. */
interface Group extends AutoCloseable {

    /** Does one operation. Called by one thread at a time. */
    CompletableFuture<?> ask();

    @Override
    void close();
}

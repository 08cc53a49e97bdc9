package dev.levada.bench.services;

import dev.levada.faults.replicas.MemberFault;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A store that is served. Operations are for any thread, all else for one. */
public interface Store extends AutoCloseable {

    /** Reads a value; not an old one. */
    CompletableFuture<?> get(String key);

    /** Writes a value. */
    CompletableFuture<?> put(String key, String value);

    /** Waits until all members are there, and follow the same one. */
    void awaitWhole() throws IOException, InterruptedException;

    /** Does a fault to a whole group, and says to whom. */
    String strike(MemberFault fault) throws IOException, InterruptedException;

    /** Takes it back, if there was one. */
    void heal() throws IOException, InterruptedException;

    /** Ends all members. */
    @Override
    void close() throws IOException;
}

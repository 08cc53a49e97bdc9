package dev.levada.replication;

import dev.levada.replication.client.Outcome;
import dev.levada.replication.client.Requests;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Uses a replicated machine. Thread-safe. Members are tried in turn, for as long as the client's retry policy says; a
 * command that is tried again is not applied again.
 *
 * @param <C> commands and queries
 * @param <R> what they are answered with
 */
public final class Client<C, R> implements AutoCloseable {
    private final Requests requests;
    private final Wording<C, R> codecs;
    private final AutoCloseable also;

    Client(Requests requests, Wording<C, R> codecs, AutoCloseable also) {
        this.requests = requests;
        this.codecs = codecs;
        this.also = also;
    }

    /**
     * Has a command applied, once, and waits for the answer.
     *
     * @throws CommandFailedException if the machine threw
     * @throws NotAppliedException if it surely was not applied, and never will be
     * @throws UnknownOutcomeException if nobody knows
     */
    public R send(C command) {
        return join(sendAsync(command));
    }

    /** As {@link #send}, without waiting. What hangs on the future must be short. */
    public CompletableFuture<R> sendAsync(C command) {
        return requests.command(codecs.commandBytes(command)).thenApply(this::answer);
    }

    /**
     * Has a query answered from a state that is not older than this call, and waits for it. The log does not grow.
     *
     * @throws CommandFailedException if the machine threw
     * @throws NotAppliedException if no member could answer in time
     */
    public R query(C query) {
        return join(queryAsync(query));
    }

    /** As {@link #query}, without waiting. */
    public CompletableFuture<R> queryAsync(C query) {
        return requests.query(codecs.commandBytes(query)).thenApply(this::answer);
    }

    private R answer(Outcome outcome) {
        return codecs.replyOf(Outcomes.content(outcome));
    }

    private static <R> R join(CompletableFuture<R> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                cause.addSuppressed(new Throwable("asked for here")); // it was thrown by another thread
                throw cause;
            }
            throw e;
        }
    }

    /** Gives up what is on its way, as unknown. */
    @Override
    public void close() {
        requests.close();
        try {
            also.close();
        } catch (Exception e) {
            throw new IllegalStateException("a client did not close well: " + e.getMessage(), e);
        }
    }
}

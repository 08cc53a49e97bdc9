package dev.levada.replication.client;

import dev.levada.replication.session.Answer;
import dev.levada.replication.session.Operation;
import java.util.concurrent.CompletableFuture;

/** A member as a client reaches it. Thread-safe; nothing waits. */
public interface Target extends AutoCloseable {

    /** Which member it is. */
    String id();

    /**
     * Asks once. The future never fails, and may never end: whoever asks sets a time.
     *
     * @return {@link Answer.Kind#UNAVAILABLE} if this surely did not leave, {@link Answer.Kind#INDETERMINATE} if it may
     *     have
     */
    CompletableFuture<Answer> ask(Operation operation);

    @Override
    void close();
}

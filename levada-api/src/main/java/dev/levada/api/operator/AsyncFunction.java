package dev.levada.api.operator;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks the world outside about a record, without anybody waiting for the answer.
 *
 * <p>Called by threads of the host's, by several at once and for several tasks. It may wait itself: as many calls are
 * made at once as may be in flight. What it does is not repeated in a replay, so it may look at clocks, and at anything
 * else.
 */
@FunctionalInterface
public interface AsyncFunction<I, R> {

    /**
     * Begins a call.
     *
     * @param idempotencyKey the same if the same call is made again, because it failed, or because the job did; no call
     *     for another record has it
     * @return what will have the answer, or the failure; an answer of {@code null} says that nothing is to be emitted
     * @throws Exception if the call fails at once
     */
    CompletionStage<R> call(I value, String idempotencyKey) throws Exception;

    /** Of a function that waits for the answer itself. */
    static <I, R> AsyncFunction<I, R> waiting(Waiting<? super I, ? extends R> function) {
        return (value, key) -> CompletableFuture.completedFuture(function.call(value, key));
    }

    /** Asks about a record, and waits for the answer. */
    @FunctionalInterface
    interface Waiting<I, R> {

        /**
         * The answer.
         *
         * @param idempotencyKey as for {@link AsyncFunction#call}
         */
        R call(I value, String idempotencyKey) throws Exception;
    }
}

package dev.levada.api.operator;

/** A call to the world outside. */
@FunctionalInterface
public interface ExternalCall<R> {

    /**
     * @param idempotencyKey the same if the same call is made again after a failure; no two calls of a job share one
     */
    R call(String idempotencyKey) throws Exception;
}

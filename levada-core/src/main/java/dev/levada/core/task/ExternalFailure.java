package dev.levada.core.task;

/**
 * A call to the outside failed, now or in an earlier attempt: where calls are logged, the operator gets this in place
 * of what was thrown, so that it gets the same again in a replay.
 */
final class ExternalFailure extends Exception {
    private static final long serialVersionUID = 1L;

    ExternalFailure(String message) {
        super(message);
    }
}

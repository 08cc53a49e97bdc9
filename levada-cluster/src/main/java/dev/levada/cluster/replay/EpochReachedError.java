package dev.levada.cluster.replay;

/**
 * A task stands where the replay was to end, and is to do nothing more. An error, so that no operator's error policy
 * takes it for a failure of the operator.
 */
final class EpochReachedError extends Error {
    private static final long serialVersionUID = 1L;

    EpochReachedError(long epoch) {
        super("epoch %d begins".formatted(epoch), null, false, false);
    }
}

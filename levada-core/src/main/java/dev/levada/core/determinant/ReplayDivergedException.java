package dev.levada.core.determinant;

/** A task does not do again what an earlier attempt did: it must not go on, for others know what that one did. */
public final class ReplayDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayDivergedException(String message) {
        super(message);
    }
}

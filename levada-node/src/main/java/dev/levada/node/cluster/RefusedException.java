package dev.levada.node.cluster;

/** What a cluster was asked is well formed, but cannot be done as things stand. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what, why, and what to do */
    public RefusedException(String message) {
        super(message);
    }

    /** @param message what, why, and what to do */
    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.levada.replication;

/**
 * Nobody knows what became of a command: it may have been applied, may yet be, or never. Sending it again may apply it
 * twice; what a query shows tells more.
 */
public final class UnknownOutcomeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownOutcomeException(String detail) {
        super(detail);
    }
}

package dev.levada.api.connector;

/** An input or output cannot be used at all: not there, not readable, not what it was said to be. */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what, where, what was expected, and what to do */
    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}

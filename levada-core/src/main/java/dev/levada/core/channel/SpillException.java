package dev.levada.core.channel;

/** What was sent cannot be kept outside memory, or not be read back; the message says why and what to do. */
public final class SpillException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SpillException(String message) {
        super(message);
    }

    public SpillException(String message, Throwable cause) {
        super(message, cause);
    }
}

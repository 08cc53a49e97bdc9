package dev.levada.core.channel;

/** The function that gives a record's key threw. */
public final class KeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyException(Object value, Exception cause) {
        super("the key of record %s cannot be computed: %s".formatted(value, cause), cause);
    }
}

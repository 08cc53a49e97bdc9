package dev.levada.api.codec;

/** Bytes do not hold the value that was to be read from them. */
public final class CorruptBytesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptBytesException(String message) {
        super(message);
    }
}

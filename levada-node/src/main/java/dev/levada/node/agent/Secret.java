package dev.levada.node.agent;

import java.util.Arrays;

/** Bytes that a worker is given and nobody else may see: never in arguments, environment, logs or messages. */
public final class Secret {
    /** More than this is not a secret but data. It fits a pipe, so that handing it over never blocks. */
    public static final int MAX_BYTES = 16 << 10;

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A copy of some bytes, which may be none.
     *
     * @throws IllegalArgumentException if there are more than {@link #MAX_BYTES}
     */
    public static Secret of(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a secret has at most %d bytes, this one has %d".formatted(MAX_BYTES, bytes.length));
        }
        return new Secret(bytes.clone());
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && Arrays.equals(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Only how long it is. */
    @Override
    public String toString() {
        return "secret of %d bytes".formatted(bytes.length);
    }
}

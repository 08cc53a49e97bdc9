package dev.levada.node.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** What a reader of the metrics has to show. Only its hash is kept. */
public final class BearerToken {
    private static final int MIN_LENGTH = 32;
    private static final String SCHEME = "Bearer ";

    private final byte[] hash;

    private BearerToken(byte[] hash) {
        this.hash = hash;
    }

    /**
     * Takes a token.
     *
     * @throws IllegalArgumentException if it has less than 32 characters, and so might be guessed
     */
    public static BearerToken of(String token) {
        if (token.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("the token for the metrics must have at least %d characters, but has %d"
                    .formatted(MIN_LENGTH, token.length()));
        }
        return new BearerToken(hash(token));
    }

    /** Whether an Authorization header has it. Takes as long for a near miss as for any other. */
    boolean isIn(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && MessageDigest.isEqual(hash, hash(authorization.substring(SCHEME.length())));
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }
}

package dev.levada.node.http;

import dev.levada.io.net.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What a client has to show to be let in. Only its hash is kept. */
public final class BearerToken {
    private static final int MIN_LENGTH = 32;
    private static final String SCHEME = "Bearer ";
    private static final String HASH = "SHA-256";
    private static final int HASH_BYTES = 32;

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
            throw new IllegalArgumentException(
                    "a token must have at least %d characters, but has %d".formatted(MIN_LENGTH, token.length()));
        }
        return new BearerToken(hash(token));
    }

    /**
     * Takes the token in a file, which is made if it is not there, with 256 random bits in it; also its directory.
     *
     * @throws IOException if others than the owner have rights to either, or the file cannot be made or is damaged
     */
    public static BearerToken readOrMake(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("token '%s' is not a plain file; delete it, and another is made".formatted(file));
        }
        return of(Secret.readOrMake(file).encoded());
    }

    /**
     * Takes the {@link #hashed hash} of a token, from which nobody finds the token.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static BearerToken ofHash(String hashed) {
        byte[] hash = HexFormat.of().parseHex(hashed);
        if (hash.length != HASH_BYTES) {
            throw new IllegalArgumentException(
                    "the hash of a token has %d bytes, this one has %d".formatted(HASH_BYTES, hash.length));
        }
        return new BearerToken(hash);
    }

    /** For a process that must know the token when it sees it, and must not be able to show it. */
    public String hashed() {
        return HexFormat.of().formatHex(hash);
    }

    /** Whether it was shown. Takes as long for a near miss as for any other. */
    public boolean matches(String shown) {
        return MessageDigest.isEqual(hash, hash(shown));
    }

    /** What an Authorization header shows; null if it is of another kind. */
    public static @Nullable String shownIn(@Nullable String authorization) {
        return authorization != null && authorization.startsWith(SCHEME)
                ? authorization.substring(SCHEME.length()).strip()
                : null;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance(HASH).digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has " + HASH, e);
        }
    }
}

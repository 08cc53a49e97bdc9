package dev.levada.io.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** 256 bits that only processes of the cluster know. */
public final class Secret {
    private static final int BYTES = 32;
    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec key;

    private Secret(byte[] bytes) {
        key = new SecretKeySpec(bytes, MAC);
    }

    /** A new one. */
    public static Secret random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(bytes);
    }

    /**
     * Reads what {@link #encoded} gave.
     *
     * @throws IllegalArgumentException if it is not 64 hexadecimal digits; the message does not repeat them
     */
    public static Secret of(String encoded) {
        if (!encoded.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("a secret is 64 hexadecimal digits, this is something else");
        }
        return new Secret(HexFormat.of().parseHex(encoded));
    }

    /**
     * Reads a secret from a file that only its owner can read.
     *
     * @throws IOException if the file is not there, others may read it, or it holds no secret
     */
    public static Secret read(Path file) throws IOException {
        PrivateFiles.requirePrivate(file);
        try {
            return of(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "%s is damaged: %s; put it back, or delete it and start anew all that share it"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /**
     * Reads a secret from a file, or makes both; also the file's directory, with mode 700. Of several processes that
     * begin at once, one makes it.
     *
     * @throws IOException as for {@link #read}, or if it cannot be made
     */
    public static Secret readOrMake(Path file) throws IOException {
        Path directory = file.toAbsolutePath().resolveSibling(".").normalize();
        PrivateFiles.requirePrivateDirectory(directory);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Path part = directory.resolve("." + UUID.randomUUID() + ".part");
            try {
                random().write(part);
                Files.createLink(file, part); // whole, or not there
            } catch (FileAlreadyExistsException e) {
                return read(file); // another process has made it
            } finally {
                Files.deleteIfExists(part);
            }
        }
        return read(file);
    }

    /** Writes the secret to a new file of mode 600. */
    public void write(Path file) throws IOException {
        PrivateFiles.write(file, encoded() + "\n");
    }

    /** The secret itself, as text: for a pipe or a private file, never for a log or a command line. */
    public String encoded() {
        return HexFormat.of().formatHex(key.getEncoded());
    }

    /** What only one who knows the secret can compute. */
    byte[] proof(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no %s, which every Java must have".formatted(MAC), e);
        }
    }

    @Override
    public String toString() {
        return "secret";
    }
}

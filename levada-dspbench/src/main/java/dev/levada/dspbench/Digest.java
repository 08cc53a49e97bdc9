package dev.levada.dspbench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;

/** A short name for a multiset of lines: two that differ have different ones. */
public final class Digest {
    private static final int DIGITS = 16;

    private Digest() {}

    /** The first 16 hexadecimal digits of SHA-256 over the lines, sorted by their bytes, each with a newline. */
    public static String of(Collection<String> lines) {
        byte[][] sorted = lines.stream()
                .map(line -> (line + "\n").getBytes(StandardCharsets.UTF_8))
                .sorted(Arrays::compareUnsigned)
                .toArray(byte[][]::new);
        MessageDigest sha = sha256();
        for (byte[] line : sorted) {
            sha.update(line);
        }
        return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}

package dev.levada.io.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Any name, as a file's: letters, digits, '-', '_' and '.' stand for themselves, every other byte of UTF-8 for %XX. */
final class ObjectName {
    private static final int MAX_FILE_CHARS = 250;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private ObjectName() {}

    static String toFile(String name) {
        String file = encoded(name);
        if (file.isEmpty() || file.length() > MAX_FILE_CHARS || !name.equals(decoded(file))) {
            throw new IllegalArgumentException(
                    "the name of an object has 1 to %d characters (three for each byte but letters, digits, '-', '_', '.') and no half ones; '%s' comes to %d"
                            .formatted(MAX_FILE_CHARS, name, file.length()));
        }
        return file;
    }

    /** The name that a file stands for, or null if the file is none of this store's. */
    static @Nullable String fromFile(String file) {
        String name = decoded(file);
        return !file.isEmpty() && encoded(name).equals(file) ? name : null;
    }

    private static String encoded(String name) {
        StringBuilder file = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            // A dot in front would hide the file, or be one of the two directories.
            if (isPlain(b) && (b != '.' || !file.isEmpty())) {
                file.append((char) b);
            } else {
                file.append('%').append(HEX.toHexDigits(b));
            }
        }
        return file.toString();
    }

    private static String decoded(String file) {
        byte[] bytes = new byte[file.length()];
        int length = 0;
        for (int i = 0; i < file.length(); i++) {
            if (isEscape(file, i)) {
                bytes[length++] = (byte) HexFormat.fromHexDigits(file, i + 1, i + 3);
                i += 2;
            } else {
                bytes[length++] = (byte) file.charAt(i);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isEscape(String file, int at) {
        return file.charAt(at) == '%'
                && at + 2 < file.length()
                && HexFormat.isHexDigit(file.charAt(at + 1))
                && HexFormat.isHexDigit(file.charAt(at + 2));
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '_'
                || b == '.';
    }
}

package dev.levada.cli.log;

import dev.levada.node.text.Printable;

/**
 * A line in the making. What comes from elsewhere is escaped, so that it can neither end the line nor pass for
 * something else, and cut where the line would get too long.
 */
final class Line {
    /** In UTF-8, with the end of the line. */
    static final int MAX_BYTES = 8 << 10;

    private static final String CUT = "...";

    private final StringBuilder text = new StringBuilder(256);
    private int bytes;

    /** Adds our own words: ASCII, and little of it. */
    Line raw(String words) {
        text.append(words);
        bytes += words.length();
        return this;
    }

    /** How much room is left, with so many bytes kept for what follows. */
    int room(int keep) {
        return MAX_BYTES - bytes - keep;
    }

    /** Adds what may be anything, in so many bytes at most. */
    Line escaped(String value, int maxBytes) {
        int end = bytes + maxBytes - CUT.length();
        int position = 0;
        while (position < value.length()) {
            int character = value.codePointAt(position);
            String written = escaped(character);
            int length = utf8Length(written);
            if (bytes + length > end) {
                return raw(CUT);
            }
            text.append(written);
            bytes += length;
            position += Character.charCount(character);
        }
        return this;
    }

    private static String escaped(int character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> Printable.isPlain(character) ? Character.toString(character) : unicode(character);
        };
    }

    private static String unicode(int character) {
        StringBuilder escaped = new StringBuilder();
        for (char unit : Character.toChars(character)) {
            escaped.append("\\u%04x".formatted((int) unit));
        }
        return escaped.toString();
    }

    private static int utf8Length(String written) {
        int character = written.codePointAt(0);
        if (character < 0x80) {
            return written.length(); // itself, or an escape
        }
        return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

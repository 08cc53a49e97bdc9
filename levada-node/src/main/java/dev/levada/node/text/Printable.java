package dev.levada.node.text;

/** Text from outside, made fit for one line of a log or a terminal. */
public final class Printable {
    private static final int MAX_CHARS = 8 << 10;

    private Printable() {}

    /** The text without what could end the line, or steer a terminal. Cut where it gets too long. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(MAX_CHARS).forEach(point -> {
            if (isPlain(point)) {
                line.appendCodePoint(point);
            } else {
                line.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
        });
        return line.length() <= MAX_CHARS ? line.toString() : line.substring(0, MAX_CHARS);
    }

    /** Whether a character shows as itself, and changes nothing around it. */
    public static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT, // right-to-left marks among them
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}

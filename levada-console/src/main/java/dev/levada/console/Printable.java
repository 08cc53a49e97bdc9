package dev.levada.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Makes text from outside fit for one line of a log. */
final class Printable {
    private static final int MAX_CHARS = 8 << 10;
    private static final Pattern SECRET = Pattern.compile("(?i)pass|secret|token|key|credential");
    private static final String MASK = "***";

    private Printable() {}

    /** The text without what could end the line, or steer a terminal. Cut where it gets too long. */
    static String line(String text) {
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

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Arguments of a command with the values of those left out that sound like secrets. */
    static List<String> masked(List<String> arguments) {
        List<String> masked = new ArrayList<>();
        boolean secretFollows = false;
        for (String argument : arguments) {
            boolean secret = SECRET.matcher(argument).find();
            int mark = argument.indexOf('=');
            if (secretFollows) {
                masked.add(MASK);
            } else if (secret && mark >= 0) {
                masked.add(argument.substring(0, mark + 1) + MASK);
            } else {
                masked.add(argument);
            }
            secretFollows = secret && mark < 0 && argument.startsWith("-");
        }
        return masked;
    }
}

package dev.levada.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What may go on record of arguments that somebody else chose. */
final class Masked {
    private static final Pattern SECRET = Pattern.compile("(?i)pass|secret|token|key|credential");
    private static final String MASK = "***";

    private Masked() {}

    /** Arguments of a command with the values of those left out that sound like secrets. */
    static List<String> arguments(List<String> arguments) {
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

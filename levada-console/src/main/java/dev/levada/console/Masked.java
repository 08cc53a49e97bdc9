package dev.levada.console;

import dev.levada.node.log.Secrets;
import java.util.ArrayList;
import java.util.List;

/** What may go on record of arguments that somebody else chose. */
final class Masked {
    private Masked() {}

    /** Arguments of a command with the values of those left out that sound like secrets. */
    static List<String> arguments(List<String> arguments) {
        List<String> masked = new ArrayList<>();
        boolean secretFollows = false;
        for (String argument : arguments) {
            boolean secret = Secrets.isSecret(argument);
            int mark = argument.indexOf('=');
            if (secretFollows) {
                masked.add(Secrets.MASK);
            } else if (secret && mark >= 0) {
                masked.add(argument.substring(0, mark + 1) + Secrets.MASK);
            } else {
                masked.add(argument);
            }
            secretFollows = secret && mark < 0 && argument.startsWith("-");
        }
        return masked;
    }
}

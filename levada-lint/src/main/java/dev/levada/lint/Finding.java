package dev.levada.lint;

import java.util.List;
import java.util.Locale;

/**
 * One place in a user's code that a replay may not repeat.
 *
 * @param operators those that get there, in the order of the topology; empty if no topology was read
 * @param file the source file with the path of its package
 * @param line in that file, from 1; 0 if the class was compiled without line numbers
 * @param deed what happens there, such as {@code calls System.nanoTime()}
 */
public record Finding(
        Severity severity,
        Hazard hazard,
        List<String> operators,
        String className,
        String method,
        String file,
        int line,
        String deed) {

    public Finding {
        operators = List.copyOf(operators);
    }

    /** How sure it is that a replay differs. */
    public enum Severity {
        /** It does, unless what comes of it is never used. */
        ERROR,
        /** It may. */
        WARNING;

        /** The name in texts. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A line for people: where, what, why, what to do. */
    @Override
    public String toString() {
        return "%s:%d: %s: %s.%s %s%s: %s; %s"
                .formatted(
                        file, line, severity.label(), className, method, deed, of(), hazard.reason(), hazard.instead());
    }

    private String of() {
        return switch (operators.size()) {
            case 0 -> "";
            case 1 -> " (operator '%s')".formatted(operators.get(0));
            default -> " (operators '%s')".formatted(String.join("', '", operators));
        };
    }
}

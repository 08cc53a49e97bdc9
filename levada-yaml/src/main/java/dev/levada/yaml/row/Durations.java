package dev.levada.yaml.row;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 5s}, {@code 10m}, {@code 1h}, {@code 2d}, {@code -5s}, or as in
 * ISO 8601.
 */
public final class Durations {
    private static final Pattern SHORT = Pattern.compile("(-?[0-9]{1,12})(ms|s|m|h|d)");

    private Durations() {}

    /** @throws DateTimeException if it is none */
    public static Duration parse(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (!matcher.matches()) {
            return Duration.parse(text);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}

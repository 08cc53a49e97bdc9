package dev.levada.dspbench.logs;

import dev.levada.dspbench.Line;
import dev.levada.dspbench.geo.Place;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a web server's log, in the Common Log Format.
 *
 * @param minute when it came, cut to the minute, in milliseconds since 1970
 * @param bytes of the answer; 0 if it had none
 */
record Request(String ip, long minute, int status, String request, long bytes) {
    private static final Pattern FORMAT =
            Pattern.compile("(\\S+) \\S+ \\S+ \\[([^\\]]+)\\] \"([^\"]*)\" (\\d{3}) (\\d{1,18}|-).*");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH);
    private static final int MILLIS_A_MINUTE = 60_000;

    /** Where it comes from; nothing if that is not known. */
    List<Place> place() {
        return Place.of(ip).stream().toList();
    }

    /** Reads a line; nothing if it is not in that format. */
    static List<Request> parse(Line line) {
        Matcher fields = FORMAT.matcher(line.text());
        if (!fields.matches()) {
            return List.of();
        }
        try {
            Instant time = OffsetDateTime.parse(fields.group(2), TIME).toInstant();
            return List.of(new Request(
                    fields.group(1),
                    time.toEpochMilli() / MILLIS_A_MINUTE * MILLIS_A_MINUTE,
                    Integer.parseInt(fields.group(4)),
                    fields.group(3),
                    fields.group(5).equals("-") ? 0 : Long.parseLong(fields.group(5))));
        } catch (DateTimeException e) {
            return List.of();
        }
    }
}

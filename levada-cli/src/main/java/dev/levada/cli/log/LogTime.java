package dev.levada.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** When an event was: in UTC, to the millisecond. */
final class LogTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private LogTime() {}

    static String text(ILoggingEvent event) {
        return FORMAT.format(Instant.ofEpochMilli(event.getTimeStamp()));
    }
}

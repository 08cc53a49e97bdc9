package dev.levada.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.levada.node.log.LogKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as one JSON object. */
final class JsonLine {
    private static final int NAME_BYTES = 200;
    private static final int MESSAGE_BYTES = 4 << 10;

    private JsonLine() {}

    static String of(ILoggingEvent event, Map<LogKey, String> process) {
        Line line = new Line().raw("{\"time\":\"").raw(LogTime.text(event)).raw("\"");
        line.raw(",\"level\":\"").raw(event.getLevel().toString()).raw("\"");
        add(line, "logger", event.getLoggerName(), NAME_BYTES);
        add(line, "thread", event.getThreadName(), NAME_BYTES);
        LogContext.of(process).forEach((key, value) -> add(line, key, value, NAME_BYTES));
        add(line, "message", String.valueOf(event.getFormattedMessage()), MESSAGE_BYTES);
        @Nullable IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            add(line, "error", Thrown.text(thrown), line.room("\"error\":\"\"}\n,".length()));
        }
        return line.raw("}\n").toString();
    }

    private static void add(Line line, String key, String value, int maxBytes) {
        line.raw(",\"").raw(key).raw("\":\"").escaped(value, maxBytes).raw("\"");
    }
}

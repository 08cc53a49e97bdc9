package dev.levada.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.levada.node.log.LogKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event for people. */
final class TextLine {
    private static final int NAME_BYTES = 200;
    private static final int MESSAGE_BYTES = 4 << 10;

    private TextLine() {}

    static String of(ILoggingEvent event, Map<LogKey, String> process) {
        Line line = new Line()
                .raw(LogTime.text(event))
                .raw(" ")
                .raw(event.getLevel().toString());
        line.raw(" ").escaped(shortName(event.getLoggerName()), NAME_BYTES);
        LogContext.of(process)
                .forEach((key, value) -> line.raw(" ").raw(key).raw("=").escaped(value, NAME_BYTES));
        line.raw(" - ").escaped(String.valueOf(event.getFormattedMessage()), MESSAGE_BYTES);
        @Nullable IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.raw(" | ").escaped(Thrown.text(thrown), line.room("\n".length()));
        }
        return line.raw("\n").toString();
    }

    /** The class without its package; the names that are not of classes have no capital letter. */
    private static String shortName(String logger) {
        String last = logger.substring(logger.lastIndexOf('.') + 1);
        return !last.isEmpty() && Character.isUpperCase(last.charAt(0)) ? last : logger;
    }
}

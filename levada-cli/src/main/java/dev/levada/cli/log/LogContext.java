package dev.levada.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.levada.node.log.LogKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an event is about: what its thread says, or else what holds for the process. */
final class LogContext {

    private LogContext() {}

    static Map<String, String> of(ILoggingEvent event, Map<LogKey, String> process) {
        Map<String, String> about = new LinkedHashMap<>();
        for (LogKey key : LogKey.values()) {
            @Nullable String value = event.getMDCPropertyMap().getOrDefault(key.key(), process.get(key));
            if (value != null) {
                about.put(key.key(), value);
            }
        }
        return about;
    }
}

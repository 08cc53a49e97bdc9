package dev.levada.cli.log;

import dev.levada.node.log.AtHand;
import dev.levada.node.log.LogKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a line is about: what the thread that writes it says, or else what holds for the process. */
final class LogContext {

    private LogContext() {}

    static Map<String, String> of(Map<LogKey, String> process) {
        Map<LogKey, String> thread = AtHand.now();
        Map<String, String> about = new LinkedHashMap<>();
        for (LogKey key : LogKey.values()) {
            @Nullable String value = thread.getOrDefault(key, process.get(key));
            if (value != null) {
                about.put(key.key(), value);
            }
        }
        return about;
    }
}

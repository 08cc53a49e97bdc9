package dev.levada.node.log;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What a line of the log is about. Each line has the keys that are set on the thread that writes it. */
public enum LogKey {
    /** The job's name. */
    JOB,
    /** The task, as {@code operator#index}. */
    TASK,
    /** The attempt at the task. */
    ATTEMPT,
    /** The epoch. */
    EPOCH,
    /** The worker process. */
    WORKER;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** The name under which a line has it. */
    public String key() {
        return key;
    }

    /** Sets it for this thread, for good: for a thread that is about one thing. */
    public void set(String value) {
        MDC.put(key, value);
    }

    /** Sets it for what an action writes on this thread. Then it is what it was before. */
    public void during(String value, Runnable action) {
        @Nullable String before = MDC.get(key);
        MDC.put(key, value);
        try {
            action.run();
        } finally {
            if (before == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, before);
            }
        }
    }
}

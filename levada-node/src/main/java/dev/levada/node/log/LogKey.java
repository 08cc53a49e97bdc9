package dev.levada.node.log;

import java.util.Locale;
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

    /** Sets it for this thread, until the result is closed by the same thread. */
    public Scope with(String value) {
        MDC.put(key, value);
        return () -> MDC.remove(key);
    }

    /** As long as the lines of a thread are about something. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}

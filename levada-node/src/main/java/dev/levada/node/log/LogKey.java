package dev.levada.node.log;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What a line of the log is about. Each line has the keys that {@link AtHand} knows for the thread that writes it. */
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
        Map<LogKey, String> about = with(value);
        AtHand.is(() -> about);
    }

    /** Sets it for what an action writes on this thread. Then it is what it was before. */
    public void during(String value, Runnable action) {
        Map<LogKey, String> about = with(value);
        AtHand.during(() -> about, action);
    }

    private Map<LogKey, String> with(String value) {
        Map<LogKey, String> about = new EnumMap<>(LogKey.class);
        about.putAll(AtHand.now());
        about.put(this, value);
        return about;
    }
}

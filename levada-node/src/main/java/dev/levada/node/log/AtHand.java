package dev.levada.node.log;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the work at hand of a thread is about. It is asked for only when the thread writes a line, so that to change the
 * work costs nothing, and threads that write nothing load no logger.
 */
public final class AtHand {
    private static final ThreadLocal<Supplier<Map<LogKey, String>>> OF_THREAD = new ThreadLocal<>();

    private AtHand() {}

    /** From here on, this thread says itself what it is about; asked on this thread. */
    public static void is(Supplier<Map<LogKey, String>> about) {
        OF_THREAD.set(about);
    }

    /** Says what an action on this thread is about. Then it is what it was before. */
    public static void during(Supplier<Map<LogKey, String>> about, Runnable action) {
        @Nullable Supplier<Map<LogKey, String>> before = OF_THREAD.get();
        OF_THREAD.set(about);
        try {
            action.run();
        } finally {
            if (before == null) {
                OF_THREAD.remove();
            } else {
                OF_THREAD.set(before);
            }
        }
    }

    /** What this thread is about; nothing if it has not said. */
    public static Map<LogKey, String> now() {
        @Nullable Supplier<Map<LogKey, String>> about = OF_THREAD.get();
        return about == null ? Map.of() : about.get();
    }
}

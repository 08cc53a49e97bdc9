package dev.levada.testkit.world;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happened, folded into 64 bits; also told to a listener, if there is one. */
final class TraceHash {
    private static final long PRIME = 0x100000001B3L;

    private final transient @Nullable Consumer<String> listener;
    private transient long hash = 0xCBF29CE484222325L;

    TraceHash(@Nullable Consumer<String> listener) {
        this.listener = listener;
    }

    void add(long nanos, String kind, int node) {
        fold(nanos);
        fold(kind.hashCode());
        fold(node);
        if (listener != null) {
            listener.accept("%12.3f ms  node %d  %s".formatted(nanos / 1e6, node, kind));
        }
    }

    /** Something that happened within an event. */
    void note(String kind, long number) {
        fold(kind.hashCode());
        fold(number);
    }

    /** For the listener only. */
    void say(String format, Object... arguments) {
        if (listener != null) {
            listener.accept("                     " + format.formatted(arguments));
        }
    }

    private void fold(long bits) {
        hash = (hash ^ bits) * PRIME;
        hash ^= hash >>> 29;
    }

    long hash() {
        return hash;
    }
}

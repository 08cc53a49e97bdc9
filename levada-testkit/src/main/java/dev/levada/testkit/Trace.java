package dev.levada.testkit;

import java.util.function.Consumer;

/** What happened, folded into 64 bits as it happens; also told to a listener, a line an event. */
final class Trace {
    private static final long PRIME = 0x100000001B3L;

    private final Consumer<String> listener;
    private long hash = 0xCBF29CE484222325L;
    private long events;

    Trace(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Folds an event in (FNV-1a over its characters, which does not depend on the JVM). */
    void add(String event) {
        for (int i = 0; i < event.length(); i++) {
            hash = (hash ^ event.charAt(i)) * PRIME;
        }
        hash = (hash ^ '\n') * PRIME;
        events++;
        listener.accept(event);
    }

    long hash() {
        return hash;
    }

    long events() {
        return events;
    }
}

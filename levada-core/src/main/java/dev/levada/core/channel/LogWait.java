package dev.levada.core.channel;

import dev.levada.core.element.Element;
import java.util.ArrayDeque;

/**
 * Which elements of one channel wait for the task's log: what may not leave before that is durable. Confined to the
 * producing task.
 */
final class LogWait {
    private final OutputGate gate;
    /** In order. */
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private record Waiting(long firstSequence, long position) {}

    LogWait(OutputGate gate) {
        this.gate = gate;
    }

    /** Notes what has just got its numbers, and up to where the log must be durable before it leaves. */
    void add(Element element, long position) {
        if (position > gate.stable()) {
            waiting.add(new Waiting(element.firstSequence(), position));
        }
    }

    /** Whether something waits, as far as was looked. */
    boolean any() {
        return !waiting.isEmpty();
    }

    /** Whether an element waits. */
    boolean holds(Element element) {
        Waiting first;
        while ((first = waiting.peek()) != null && first.position() <= gate.stable()) {
            waiting.remove();
        }
        return first != null && element.lastSequence() >= first.firstSequence();
    }
}

package dev.levada.core.channel;

import dev.levada.core.element.Element;
import java.util.ArrayDeque;

/**
 * Which elements of one channel wait for the task's log: what may not leave before that is durable. Confined to the
 * producing task.
 */
final class LogWait {
    private final OutputGate gate;
    /** In order; each with those behind it that wait for the same. */
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private record Waiting(long firstSequence, long position) {}

    LogWait(OutputGate gate) {
        this.gate = gate;
    }

    /** Notes what has just got its numbers, and up to where the log must be durable before it leaves. */
    void add(Element element, long position) {
        Waiting last = waiting.peekLast();
        if (position > (last == null ? gate.stable() : last.position())) {
            waiting.add(new Waiting(element.firstSequence(), position));
        }
    }

    /** Whether something waits, as far as was looked. */
    boolean any() {
        return !waiting.isEmpty();
    }

    /** Whether an element waits. */
    boolean holds(Element element) {
        return element.lastSequence() >= firstHeld(Long.MAX_VALUE);
    }

    /**
     * The first number that waits.
     *
     * @param otherwise given if none does
     */
    long firstHeld(long otherwise) {
        Waiting first;
        while ((first = waiting.peek()) != null && first.position() <= gate.stable()) {
            waiting.remove();
        }
        return first == null ? otherwise : first.firstSequence();
    }
}

package dev.levada.core.channel;

import dev.levada.core.element.Element;
import java.util.ArrayDeque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one channel that may still be asked for, the unsent ones last: the send queue and the log for sending
 * again are one, and differ in where the cursor stands. Confined to the producing task.
 *
 * <p>After upstream backup (J. Hwang et al., "High-Availability Algorithms for Distributed Stream Processing", ICDE
 * 2005).
 */
final class InFlightLog {
    private final ArrayDeque<Element> sent = new ArrayDeque<>();
    private final ArrayDeque<Element> unsent = new ArrayDeque<>();
    private final Retention retention;
    private long released;

    InFlightLog(Retention retention) {
        this.retention = retention;
    }

    boolean allSent() {
        return unsent.isEmpty();
    }

    void addUnsent(Element element) {
        unsent.add(element);
    }

    /** Notes an element that was sent at once, or the first unsent one when it has been {@link #takeUnsent taken}. */
    void addSent(Element element, long accepted) {
        if (retention == Retention.NONE) {
            return;
        }
        sent.add(element);
        drop(retention == Retention.ACCEPTED ? accepted : released);
    }

    @Nullable
    Element firstUnsent() {
        return unsent.peek();
    }

    Element takeUnsent() {
        return unsent.remove();
    }

    /** Everything up to a number will not be asked for again. */
    void release(long upTo) {
        released = Math.max(released, upTo);
        if (retention == Retention.RELEASED) {
            drop(released);
        }
    }

    private void drop(long upTo) {
        Element oldest;
        while ((oldest = sent.peek()) != null && oldest.lastSequence() <= upTo) {
            sent.remove();
        }
    }

    /**
     * Moves the cursor back, so that everything from a number on is sent again that is still held; an element that
     * holds the number is sent whole.
     */
    void rewind(long sequence) {
        Element newest;
        while ((newest = sent.peekLast()) != null && newest.lastSequence() >= sequence) {
            sent.removeLast();
            unsent.addFirst(newest);
        }
    }

    int unsentCount() {
        return unsent.size();
    }

    int heldCount() {
        return sent.size() + unsent.size();
    }

    /** All that is held, in order. */
    Iterable<Element> held() {
        return Stream.concat(sent.stream(), unsent.stream()).toList();
    }

    void clear() {
        sent.clear();
        unsent.clear();
    }
}

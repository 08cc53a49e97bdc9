package dev.levada.core.channel;

import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one channel that may still be asked for, the unsent ones last: the send queue and the log for sending
 * again are one, and differ in where the cursor stands. Where there is other room, only so much of what is sent stays
 * in memory, the newest of it; what is unsent goes there, too, where {@link #spillUnsent} is called. Confined to the
 * producing task.
 *
 * <p>After upstream backup (J. Hwang et al., "High-Availability Algorithms for Distributed Stream Processing", ICDE
 * 2005).
 */
final class InFlightLog {
    private final ArrayDeque<Element> sent = new ArrayDeque<>();
    private final ArrayDeque<Element> unsent = new ArrayDeque<>();
    private final Retention retention;
    private final @Nullable Spill spill;
    /** What is older than all that is in memory. */
    private final @Nullable SpilledLog spilled;

    private long released;
    /** Whether what is sent is released with that. */
    private boolean forgets;
    /** The last number that was released so. */
    private long forgotten;
    /** How many records that are sent stay in memory, where there is other room. */
    private long spillAbove;

    /** @param spill where to put what is too much for memory, or null to keep everything there */
    InFlightLog(Retention retention, @Nullable Spill spill) {
        this.retention = retention;
        this.spill = spill;
        this.spilled = spill == null ? null : new SpilledLog(spill);
        this.spillAbove = spill == null ? 0 : spill.runRecords();
    }

    boolean allSent() {
        return unsent.isEmpty() && (spilled == null || spilled.allSent());
    }

    void addUnsent(Element element) {
        unsent.add(element);
    }

    /** Notes an element that was sent at once, when all before it was. */
    void addSent(Element element, long accepted) {
        if (retention == Retention.NONE) {
            return;
        }
        if (forgets) {
            forget(element);
            return;
        }
        sent.add(element);
        drop(retention == Retention.ACCEPTED ? accepted : released);
        if (spill != null && records(sent) > spillAbove) {
            spillSent(spill);
        }
    }

    private void forget(Element element) {
        forgotten = element.lastSequence();
        release(forgotten);
    }

    /**
     * From here on what is sent is held, or not.
     *
     * @param from the first number that is to be sent now
     * @throws IllegalStateException if that was not held
     */
    void hold(long from, boolean held) {
        if (from <= forgotten) {
            throw new IllegalStateException(
                    "number %d is asked for again, and up to %d nothing was held: who took it was to go back with the task"
                            .formatted(from, forgotten));
        }
        forgets = !held && retention == Retention.RELEASED;
        if (forgets) {
            release(from - 1);
        }
    }

    boolean holdsAllSent() {
        return !forgets;
    }

    @Nullable
    Element firstUnsent() {
        return spilled == null || spilled.allSent() ? unsent.peek() : spilled.firstUnsent();
    }

    /** The first unsent element has been sent. */
    void passUnsent(long accepted) {
        if (spilled == null || spilled.allSent()) {
            addSent(unsent.remove(), accepted);
        } else {
            Element first = spilled.firstUnsent();
            spilled.pass();
            if (forgets && first != null) {
                forget(first);
            } else {
                drop(released);
            }
        }
    }

    private void spillSent(Spill to) {
        spillAbove = to.runRecords();
        try {
            while (spilled != null && records(sent) > spillAbove) {
                remove(spilled.add(sent), sent);
            }
        } catch (SpillException e) {
            to.stays(records(sent), e);
            spillAbove = records(sent) + to.runRecords(); // not with every element again
        }
    }

    /**
     * Puts the oldest of what is in memory where there is other room, sent or not, if it is too much; as long as more
     * gathers than is sent.
     *
     * @return whether what is left in memory is about what it may be
     */
    boolean spillUnsent() {
        if (spill == null) {
            return true;
        }
        spillIfTooMuch(spill, true);
        return inMemoryRecords() <= 2L * spill.share();
    }

    /**
     * Likewise, where the task goes on however much is left in memory.
     *
     * @throws SpillException if more has to stay there than may
     */
    void spillHeldBack() {
        if (spill != null) {
            spillIfTooMuch(spill, false);
        }
    }

    private void spillIfTooMuch(Spill to, boolean taskWaits) {
        if (inMemoryRecords() <= Math.max(spillAbove, to.share())) {
            return;
        }
        spillAbove = to.share();
        try {
            while (spilled != null && inMemoryRecords() > spillAbove) {
                if (sent.isEmpty()) {
                    remove(spilled.addUnsent(unsent), unsent);
                } else {
                    remove(spilled.add(sent), sent);
                }
            }
        } catch (SpillException e) {
            if (taskWaits) {
                to.warn(e);
            } else {
                to.stays(inMemoryRecords(), e);
            }
            spillAbove = inMemoryRecords() + to.runRecords();
        }
    }

    private static void remove(int count, ArrayDeque<Element> oldest) {
        for (int i = count; i > 0; i--) {
            oldest.remove();
        }
    }

    /** Everything up to a number will not be asked for again. */
    void release(long upTo) {
        released = Math.max(released, upTo);
        if (retention == Retention.RELEASED) {
            drop(released);
        }
    }

    private void drop(long upTo) {
        if (spilled != null) {
            spilled.drop(upTo);
        }
        Element oldest;
        while ((oldest = sent.peek()) != null && oldest.lastSequence() <= upTo) {
            sent.remove();
        }
    }

    /**
     * Moves the cursor back, so that everything from a number on is sent again that is still held; an element that
     * holds the number is sent whole.
     *
     * @return whether there is any
     */
    boolean rewind(long sequence) {
        int unsentBefore = unsentCount();
        Element newest;
        while ((newest = sent.peekLast()) != null && newest.lastSequence() >= sequence) {
            sent.removeLast();
            unsent.addFirst(newest);
        }
        if (spilled != null && sent.isEmpty()) {
            spilled.rewind(Math.max(sequence, released + 1));
        }
        return unsentCount() > unsentBefore;
    }

    int unsentCount() {
        return unsent.size() + (spilled == null ? 0 : spilled.unsentCount());
    }

    int heldCount() {
        return sent.size() + unsent.size() + (spilled == null ? 0 : spilled.heldCount());
    }

    /** How many values are held, at most: of what is spilled, some may be released. */
    int heldValues() {
        int values = spilled == null ? 0 : spilled.heldValues();
        for (Element element : sent) {
            values += values(element);
        }
        for (Element element : unsent) {
            values += values(element);
        }
        return values;
    }

    /** All that may still be asked for, in order. */
    Unreleased unreleased() {
        List<Element> elements = new ArrayList<>(sent);
        elements.addAll(unsent);
        elements.removeIf(element -> element.lastSequence() <= released);
        long first = elements.isEmpty() ? Unreleased.NOTHING : elements.get(0).firstSequence();
        if (spill == null || spilled == null) {
            return new Unreleased(first, List.of(), elements);
        }
        List<Spill.Run> runs = spilled.unreleased(released);
        return new Unreleased(
                runs.isEmpty() ? first : runs.get(0).firstSequence(),
                runs.stream().map(spill::written).toList(),
                elements);
    }

    /** All that is held, in order; all of it in memory. */
    List<Element> held() {
        List<Element> all = new ArrayList<>(spilled == null ? List.of() : spilled.held(released));
        all.addAll(sent);
        all.addAll(unsent);
        return all;
    }

    /** How many elements are in memory, for tests. */
    int inMemory() {
        return sent.size() + unsent.size();
    }

    void clear() {
        if (spilled != null) {
            spilled.clear();
        }
        sent.clear();
        unsent.clear();
    }

    static int values(Element element) {
        return element instanceof Batch batch ? batch.size() : 0;
    }

    private long inMemoryRecords() {
        return records(sent) + records(unsent);
    }

    /** How many numbers a part of the channel takes: there are no gaps in it. */
    private static long records(ArrayDeque<Element> row) {
        Element first = row.peekFirst();
        Element last = row.peekLast();
        return first == null || last == null ? 0 : last.lastSequence() - first.firstSequence() + 1;
    }
}

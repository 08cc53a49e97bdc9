package dev.levada.core.channel;

import dev.levada.core.element.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The oldest part of a channel's log, which lies in the store. What is sent from here again stays here; one run of it
 * at a time is in memory. Confined to the producing task.
 */
final class SpilledLog {
    private final Spill spill;
    /** All of it is sent. */
    private final ArrayDeque<Spill.Run> sent = new ArrayDeque<>();
    /** To be sent, or sent again, the first from {@link #unsentFrom} on. */
    private final ArrayDeque<Spill.Run> ahead = new ArrayDeque<>();
    /** What is left to send of the first run ahead, if it has been read. */
    private final ArrayDeque<Element> opened = new ArrayDeque<>();

    private long unsentFrom = Long.MAX_VALUE;
    private int elements;
    private int unsent;

    SpilledLog(Spill spill) {
        this.spill = spill;
        spill.addChannel();
    }

    boolean allSent() {
        return ahead.isEmpty();
    }

    /** Takes over elements that follow all that is here, when all that is here is sent; returns how many of them. */
    int add(Iterable<Element> oldest) {
        Spill.Run run = spill.put(oldest);
        sent.add(run);
        elements += run.elements();
        return run.elements();
    }

    /** Takes over elements that follow all that is here, and are to be sent; returns how many of them. */
    int addUnsent(Iterable<Element> oldest) {
        Spill.Run run = spill.put(oldest);
        if (ahead.isEmpty()) {
            unsentFrom = run.firstSequence();
        }
        ahead.add(run);
        elements += run.elements();
        unsent += run.elements();
        return run.elements();
    }

    @Nullable
    Element firstUnsent() {
        if (opened.isEmpty() && !ahead.isEmpty()) {
            for (Element element : spill.get(ahead.getFirst())) {
                if (element.lastSequence() >= unsentFrom) {
                    opened.add(element);
                }
            }
        }
        return opened.peek();
    }

    /** The first unsent element, which was asked for, has been sent. */
    void pass() {
        opened.remove();
        if (opened.isEmpty()) {
            Spill.Run run = ahead.remove();
            sent.add(run);
            unsent -= run.elements();
            unsentFrom = ahead.isEmpty() ? Long.MAX_VALUE : run.lastSequence() + 1;
        }
    }

    /** Forgets the runs that are sent and released as a whole. */
    void drop(long released) {
        Spill.Run oldest;
        while ((oldest = sent.peek()) != null && oldest.lastSequence() <= released) {
            sent.remove();
            elements -= oldest.elements();
            spill.drop(oldest);
        }
    }

    /** As {@link InFlightLog#rewind}, from a number that is not released. */
    void rewind(long sequence) {
        unsentFrom = Math.min(unsentFrom(), sequence);
        opened.clear();
        Spill.Run newest;
        while ((newest = sent.peekLast()) != null && newest.lastSequence() >= unsentFrom) {
            ahead.addFirst(sent.removeLast());
            unsent += newest.elements();
        }
        if (ahead.isEmpty()) {
            unsentFrom = Long.MAX_VALUE;
        }
    }

    private long unsentFrom() {
        Element first = opened.peek();
        return first == null ? unsentFrom : first.lastSequence();
    }

    /** How many elements are here, with those of a run of which only some are released. */
    int heldCount() {
        return elements;
    }

    /** How many elements wait, with those of a run of which only some do. */
    int unsentCount() {
        return unsent;
    }

    /** How many values are here, with those of a run of which only some are released. */
    int heldValues() {
        int values = 0;
        for (Spill.Run run : sent) {
            values += run.values();
        }
        for (Spill.Run run : ahead) {
            values += run.values();
        }
        return values;
    }

    /** All that is unsent or not released, in order. */
    List<Element> held(long released) {
        long from = unsentFrom();
        List<Element> all = new ArrayList<>();
        for (Spill.Run run : unreleased(released)) {
            for (Element element : spill.get(run)) {
                if (element.lastSequence() > released || element.lastSequence() >= from) {
                    all.add(element);
                }
            }
        }
        return all;
    }

    /** The runs with what is unsent or not released, in order; the first may begin with some that is neither. */
    List<Spill.Run> unreleased(long released) {
        long from = unsentFrom();
        return Stream.of(sent, ahead)
                .flatMap(ArrayDeque::stream)
                .filter(run -> run.lastSequence() > released || run.lastSequence() >= from)
                .toList();
    }

    void clear() {
        opened.clear();
        sent.addAll(ahead);
        ahead.clear();
        unsent = 0;
        unsentFrom = Long.MAX_VALUE;
        drop(Long.MAX_VALUE);
    }
}

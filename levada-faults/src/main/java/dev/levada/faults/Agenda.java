package dev.levada.faults;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What is still to be done, and when: the end of a fault, above all. Confined to one thread. */
final class Agenda {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparingLong(Entry::dueNanos));

    /** Something to do. */
    interface Deed {
        void run() throws IOException, InterruptedException;
    }

    private record Entry(long dueNanos, Deed deed) {}

    /** At a monotonic time, counted from the start of the round. */
    void at(long dueNanos, Deed deed) {
        entries.add(new Entry(dueNanos, deed));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Does all that is due. */
    void run(long nowNanos) throws IOException, InterruptedException {
        for (Entry next = entries.peek(); next != null && next.dueNanos() <= nowNanos; next = entries.peek()) {
            entries.remove();
            next.deed().run();
        }
    }
}

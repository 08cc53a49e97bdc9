package dev.levada.testkit.world;

import dev.levada.testkit.chance.Chance;
import java.util.PriorityQueue;

/** What will happen, and when. Of what happens at the same time, chance says which comes first. */
final class Timeline {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Chance ties;
    private final TraceHash trace;
    private long nowNanos;
    private long number;
    private long count;

    Timeline(Chance ties, TraceHash trace) {
        this.ties = ties;
        this.trace = trace;
    }

    private static final class Event implements Comparable<Event> {
        final long nanos;
        final int tie;
        final long number;
        final String kind;
        final int node;
        final Runnable deed;

        Event(long nanos, int tie, long number, String kind, int node, Runnable deed) {
            this.nanos = nanos;
            this.tie = tie;
            this.number = number;
            this.kind = kind;
            this.node = node;
            this.deed = deed;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(nanos, other.nanos);
            if (byTime != 0) {
                return byTime;
            }
            int byTie = Integer.compare(tie, other.tie);
            return byTie != 0 ? byTie : Long.compare(number, other.number);
        }
    }

    long nowNanos() {
        return nowNanos;
    }

    /** How much has happened. */
    long count() {
        return count;
    }

    void at(long nanos, String kind, int node, Runnable deed) {
        events.add(new Event(Math.max(nanos, nowNanos), ties.below(1 << 16), number++, kind, node, deed));
    }

    /** Lets the next thing happen; false if there is none. */
    boolean step() {
        Event next = events.poll();
        if (next == null) {
            return false;
        }
        nowNanos = next.nanos;
        count++;
        trace.add(next.nanos, next.kind, next.node);
        next.deed.run();
        return true;
    }
}

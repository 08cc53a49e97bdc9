package dev.levada.testkit.world;

import dev.levada.testkit.chance.Chance;
import java.util.PriorityQueue;

/** Everything happens when it is due. Of what is due at the same time, chance says which comes first. */
final class DrawnTimeline implements Timeline {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Chance ties;
    private final TraceHash trace;
    private long nowNanos;
    private long number;
    private long count;

    DrawnTimeline(Chance ties, TraceHash trace) {
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

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public void at(long nanos, String kind, int node, Object lane, Runnable deed) {
        events.add(new Event(Math.max(nanos, nowNanos), ties.below(1 << 16), number++, kind, node, deed));
    }

    @Override
    public boolean step() {
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

package dev.levada.testkit.world;

import java.util.ArrayDeque;

/** One direction of a connection: what is sent arrives in order, or not at all once the connection is broken. */
final class Pipe {
    private static final long AGAIN_NANOS = 1_000_000;

    private final World world;
    private final Node from;
    private final Node to;
    private final int incarnation;
    private final long biasNanos;
    private final ArrayDeque<Runnable> inFlight = new ArrayDeque<>();
    private long lastArrival;
    private boolean broken;

    /** @param biasNanos how much longer than usual everything takes */
    Pipe(World world, Node from, Node to, long biasNanos) {
        this.biasNanos = biasNanos;
        this.world = world;
        this.from = from;
        this.to = to;
        this.incarnation = to.incarnation();
    }

    boolean isFrom(int node) {
        return from.number == node;
    }

    void send(String kind, Runnable deed) {
        if (broken) {
            return;
        }
        inFlight.add(deed);
        long now = world.nowNanos();
        lastArrival = Math.max(lastArrival, now + world.network().latency(from, to) + biasNanos);
        deliver(lastArrival - now, kind);
    }

    private void deliver(long delay, String kind) {
        if (to.incarnation() == incarnation) {
            world.onNode(to, delay, kind, this, () -> arrive(kind));
        }
    }

    private void arrive(String kind) {
        if (broken) {
            return;
        }
        if (world.network().isCut(from, to)) {
            deliver(AGAIN_NANOS, kind); // sent again and again, until it gets through
            return;
        }
        Runnable first = inFlight.poll();
        if (first != null) {
            first.run();
        }
    }

    /** What is on its way is lost. */
    void breakDown() {
        broken = true;
        inFlight.clear();
        world.closed(this);
    }
}

package dev.levada.cluster.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The workers of a job, and when each was heard of. */
final class Workers {
    private final long suspicionNanos;
    private final Map<Integer, Seen> seen = new LinkedHashMap<>();

    Workers(long suspicionNanos) {
        this.suspicionNanos = suspicionNanos;
    }

    /** What is known of a worker. */
    private static final class Seen {
        long nanos;
        long incarnation;
        boolean suspected;

        Seen(long nanos) {
            this.nanos = nanos;
        }
    }

    void expect(int worker, long now) {
        seen.putIfAbsent(worker, new Seen(now));
    }

    /** Whether it is not an earlier life of the worker that said so. */
    boolean beat(Location worker, long now) {
        Seen known = seen.computeIfAbsent(worker.worker(), any -> new Seen(now));
        if (worker.incarnation() < known.incarnation) {
            return false;
        }
        known.nanos = now;
        known.incarnation = worker.incarnation();
        known.suspected = false;
        return true;
    }

    void exited(Location worker) {
        Seen known = seen.get(worker.worker());
        if (known != null && known.incarnation == worker.incarnation()) {
            known.suspected = true;
        }
    }

    /** Those that have said nothing for too long, each once. */
    List<Location> newlySilent(long now) {
        List<Location> silent = new ArrayList<>();
        seen.forEach((worker, known) -> {
            if (!known.suspected && now - known.nanos > suspicionNanos) {
                known.suspected = true;
                silent.add(new Location(worker, known.incarnation));
            }
        });
        return silent;
    }

    List<Location> alive() {
        List<Location> alive = new ArrayList<>();
        seen.forEach((worker, known) -> {
            if (!known.suspected && known.incarnation > 0) {
                alive.add(new Location(worker, known.incarnation));
            }
        });
        return alive;
    }

    /** The latest known life of each. */
    List<Location> all() {
        List<Location> all = new ArrayList<>();
        seen.forEach((worker, known) -> all.add(new Location(worker, known.incarnation)));
        return all;
    }
}

package dev.levada.cluster.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The workers of a job, and when each was heard of. */
final class Workers {
    /** This share of the least silence that is suspected is the most that a pause of our own can add to it. */
    private static final int STEP_SHARE = 8;

    private final Suspicion suspicion;
    private final AwakeTime time;
    private final Doubts doubts = new Doubts();
    private final Map<Integer, Seen> seen = new LinkedHashMap<>();

    Workers(Suspicion suspicion) {
        this.suspicion = suspicion;
        this.time = new AwakeTime(suspicion.atLeastNanos() / STEP_SHARE);
    }

    private enum State {
        HEARD,
        SUSPECTED,
        /** For certain. */
        GONE
    }

    /** What is known of a worker, in awake time. */
    private static final class Seen {
        private long heardNanos;
        private long incarnation;
        private String host = "";
        private Rhythm rhythm;
        private State state = State.HEARD;

        Seen(Rhythm rhythm, long now) {
            this.rhythm = rhythm;
            this.heardNanos = now;
        }

        boolean isAlive() {
            return state == State.HEARD && incarnation > 0;
        }

        void begins(long newIncarnation, String newHost, Rhythm newRhythm) {
            incarnation = newIncarnation;
            host = newHost;
            rhythm = newRhythm;
        }
    }

    /**
     * A worker that was silent for too long.
     *
     * @param silentNanos for how long, as far as this process was awake
     */
    record Silent(Location worker, long silentNanos) {}

    void expect(int worker, long now) {
        seen(worker, time.at(now));
    }

    private Seen seen(int worker, long awake) {
        return seen.computeIfAbsent(worker, any -> new Seen(newRhythm(), awake));
    }

    private Rhythm newRhythm() {
        return new Rhythm(suspicion.atMostNanos());
    }

    /** Whether it is not an earlier life of the worker that said so. */
    boolean beat(Location worker, String host, long now) {
        long awake = time.at(now);
        Seen known = seen(worker.worker(), awake);
        if (worker.incarnation() < known.incarnation) {
            return false;
        }
        if (worker.incarnation() > known.incarnation) {
            known.begins(worker.incarnation(), host, newRhythm());
        } else if (known.state == State.GONE) {
            return false;
        } else {
            known.rhythm.heard(awake - known.heardNanos);
            doubt(known, awake);
        }
        known.heardNanos = awake;
        known.state = State.HEARD;
        return true;
    }

    /** If it was suspected, it was for nothing: it was there. */
    private void doubt(Seen known, long awake) {
        if (known.state == State.SUSPECTED) {
            doubts.add(known.host, awake);
        }
    }

    /** Who was suspected and is seen to go only now was there, and had to be killed. */
    void exited(Location worker, long now) {
        Seen known = seen.get(worker.worker());
        if (known != null && known.incarnation == worker.incarnation()) {
            doubt(known, time.at(now));
            known.state = State.GONE;
        }
    }

    /** Those that have said nothing for too long, each once. One that is still coming up is nobody's loss yet. */
    List<Silent> newlySilent(long now) {
        long awake = time.at(now);
        List<Silent> silent = new ArrayList<>();
        seen.forEach((worker, known) -> {
            if (known.isAlive() && awake - known.heardNanos > patienceNanos(known, awake)) {
                known.state = State.SUSPECTED;
                silent.add(new Silent(new Location(worker, known.incarnation), awake - known.heardNanos));
            }
        });
        return silent;
    }

    private long patienceNanos(Seen known, long awake) {
        long least = doubts.longer(known.host, suspicion, awake);
        return Math.min(suspicion.atMostNanos(), Math.max(least, known.rhythm.longestNanos()));
    }

    List<Location> alive() {
        List<Location> alive = new ArrayList<>();
        seen.forEach((worker, known) -> {
            if (known.isAlive()) {
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

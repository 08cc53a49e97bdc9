package dev.levada.cluster.worker;

import dev.levada.cluster.control.Report;
import dev.levada.cluster.coordinator.Starts;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.SnapshotReader;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.recovery.replicate.FollowedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a task that runs elsewhere, by what is held here of its choices: from the beginning of the job, or where that
 * was missed from a complete epoch. What it cannot follow it leaves, and begins anew with the next epoch. Confined to
 * the task's thread, but for {@link #follows}.
 */
final class Follower {
    /** So many epochs complete without a word of the task: somebody else is asked to hold what it chooses. */
    private static final int SILENT_EPOCHS = 2;
    /** More epochs than can be given up in a row before one is complete; of those before nobody asks then. */
    private static final int MOST_PASSED = 64;
    /** So many snapshots wait to be looked at; others are not compared. */
    private static final int MOST_LOOKED_AT = 4;
    /**
     * So many epochs complete after it was found to differ: if that was the leader's fault, others have said so by now,
     * and one of them leads. Until then it follows, as it may have to lead itself.
     */
    private static final int DOUBTED_EPOCHS = 2;

    private final TaskId task;
    private final Worker worker;
    private final WorkerHost host;
    private volatile @Nullable Attempt attempt;
    private @Nullable FollowedLog log;
    /** Where it can begin: 0, without a snapshot, is where the job does. */
    private long epoch;

    private String snapshot = "";
    /** Where it has ended epochs of which it is not known what became of them. */
    private final List<Passed> passed = new ArrayList<>();
    /** How many of which that is being found out. */
    private int looking;

    private @Nullable Doubt doubt;

    private boolean loading;
    /** It is left to the next epoch to begin anew. */
    private boolean left;

    private long complete;
    private int silent;

    Follower(TaskId task, Worker worker, WorkerHost host) {
        this.task = task;
        this.worker = worker;
        this.host = host;
    }

    boolean follows() {
        return attempt != null;
    }

    void learned(DeterminantSlice slice) {
        FollowedLog followed = log;
        Attempt follower = attempt;
        if (followed == null || follower == null) {
            if (complete == 0 && !left && epoch == 0 && slice.epoch() == 0) {
                begin();
            }
            return;
        }
        byte[] more = followed.add(slice);
        if (more == null) {
            stop("the attempt that goes on does not go on from what was followed");
            return;
        }
        follower.follow(more);
        if (!follower.isOver() && follower.task().behindBytes() > host.behindBytes()) {
            stop("it is %d bytes behind".formatted(follower.task().behindBytes()));
        }
    }

    private void stop(String reason) {
        left = true;
        stop();
        host.stoppedFollowing(task, reason);
    }

    void told(long completeEpoch, String name) {
        if (completeEpoch <= epoch) {
            return;
        }
        epoch = completeEpoch;
        snapshot = name;
        Doubt doubted = doubt;
        if (doubted != null && ++doubted.epochs == DOUBTED_EPOCHS) {
            stop(doubted.reason());
        }
        if (attempt == null) {
            begin();
        } else {
            compare();
        }
    }

    /** It did something else than its leader. */
    private static final class Doubt {
        private final long state;
        private final String reason;
        private int epochs;

        Doubt(long state, String reason) {
            this.state = state;
            this.reason = reason;
        }

        long state() {
            return state;
        }

        String reason() {
            return reason;
        }
    }

    /** The follower has ended an epoch; the snapshot is released when it was looked at. */
    void passed(Attempt by, TaskSnapshot place) {
        if (attempt != by || doubt != null || looking == MOST_LOOKED_AT) {
            place.release();
            return;
        }
        looking++;
        host.inBackground(() -> {
            List<Passed> found = new ArrayList<>();
            try {
                found.add(Passed.of(place));
            } catch (RuntimeException | Error e) { // released, as it is over; or its leader cannot write it either
                found.clear();
            } finally {
                place.release();
                host.onTask(task, () -> passed(by, found));
            }
        });
    }

    private void passed(Attempt by, List<Passed> found) {
        looking--;
        if (attempt == by) {
            passed.addAll(found);
            if (passed.size() > MOST_PASSED) {
                passed.remove(0);
            }
            compare();
        }
    }

    /**
     * With what whose snapshot it is that counts: what it follows has ended the epoch in the same place and state, or
     * is no guide.
     */
    private void compare() {
        long counts = epoch;
        String name = snapshot;
        passed.removeIf(each -> each.epoch() < counts);
        Optional<Passed> own =
                passed.stream().filter(each -> each.epoch() == counts).findFirst();
        if (own.isPresent()) {
            passed.remove(own.get());
            Attempt by = attempt;
            host.inBackground(() -> {
                try {
                    StoredSnapshot stored = SnapshotReader.read(host.storage(), name);
                    host.onTask(task, () -> compared(by, own.get(), stored));
                } catch (IOException | RuntimeException e) { // as in load(): another epoch will be compared
                    return;
                }
            });
        }
    }

    private void compared(@Nullable Attempt by, Passed own, StoredSnapshot stored) {
        Passed leaders = Passed.of(stored);
        if (by == attempt && doubt == null && !own.equals(leaders)) {
            Doubt found = new Doubt(
                    own.hash(),
                    own.unlike(leaders)
                            + "; its operators must do the same for the same input, and 'levada lint' names what may not");
            doubt = found;
            worker.report(new Report.Differs(task, stored.attempt(), stored.epoch(), found.state(), found.reason()));
        }
    }

    void complete(long completeEpoch) {
        complete = Math.max(complete, completeEpoch);
        FollowedLog followed = log;
        Attempt follower = attempt;
        if (followed == null || follower == null) {
            return;
        }
        silent = followed.complete(completeEpoch) ? 0 : silent + 1;
        if (silent == SILENT_EPOCHS) {
            stop();
        } else {
            follower.tell(() -> follower.task().complete(completeEpoch));
        }
    }

    private void begin() {
        if (!loading && !worker.runs(task)) {
            loading = true;
            long from = epoch;
            String name = snapshot;
            host.inBackground(() -> load(from, name));
        }
    }

    /** Waits for the store. */
    private void load(long from, String name) {
        TaskStart start;
        try {
            start = from == 0 ? host.beginsJob(task, TaskStart.fresh(0, host.run())) : snapshot(name);
        } catch (IOException | RuntimeException e) { // it may be gone by now; whoever needs it says if it is damaged
            host.onTask(task, () -> loading = false);
            return;
        }
        host.onTask(task, () -> loaded(from, start));
    }

    private TaskStart snapshot(String name) throws IOException {
        StoredSnapshot stored = SnapshotReader.read(host.storage(), name);
        return Starts.following(
                stored,
                host.run(),
                SnapshotReader.operators(host.storage(), stored, host.codecs()),
                SnapshotReader.sent(host.storage(), stored, host.codecs()));
    }

    private void loaded(long from, TaskStart start) {
        loading = false;
        if (from < epoch) {
            begin(); // meanwhile there is a later one
        } else if (!worker.runs(task) && attempt == null) {
            FollowedLog.since(from, task, host.known(task)).ifPresent(followed -> open(followed, start));
        }
    }

    private void open(FollowedLog followed, TaskStart start) {
        Attempt follower;
        try {
            follower = host.buildFollower(worker, task, start.repeating(followed.all()));
        } catch (RuntimeException | Error e) { // user code is called where operators are made
            stop(String.valueOf(e.getMessage()));
            return;
        }
        silent = 0;
        passed.clear();
        doubt = null;
        log = followed;
        attempt = follower;
        follower.openFollowing();
    }

    /** If it can be the attempt that begins with this; null if not. It follows no more. */
    @Nullable
    Attempt take(TaskStart start, @Nullable Long state) {
        FollowedLog followed = log;
        Attempt follower = attempt;
        byte[] rest = followed == null ? null : followed.behind(start.determinants(), start.epoch());
        if (rest == null || follower == null || follower.isOver() || !isIn(state)) {
            stop();
            return null;
        }
        doubt = null;
        log = null;
        attempt = null;
        follower.follow(rest);
        return follower;
    }

    /** Whether it is in the state in which most replicas are; as its leader is, if that is not said. */
    private boolean isIn(@Nullable Long state) {
        Doubt doubted = doubt;
        return doubted == null ? state == null : state != null && state == doubted.state();
    }

    void stop() {
        Attempt old = attempt;
        doubt = null;
        log = null;
        attempt = null;
        if (old != null) {
            old.end();
        }
    }

    void failed(Attempt failed) {
        if (attempt == failed) {
            left = true;
            doubt = null;
            log = null;
            attempt = null;
        }
    }
}

package dev.levada.testkit.world;

import dev.levada.cluster.control.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** What may go wrong in a staged world, and how often it still may. */
final class Strikes {
    private static final int COORDINATOR = 0;

    private final World world;
    private final Stage stage;
    private int done;

    Strikes(World world, Stage stage) {
        this.world = world;
        this.stage = stage;
    }

    boolean may(Strike strike) {
        return done < stage.most() && stage.strikes().contains(strike);
    }

    void done(Strike strike, String where) {
        done++;
        world.say("STRIKE %s%s", strike.label(), where);
        world.sometimes("strike: " + strike.label());
    }

    /**
     * What can go wrong now.
     *
     * @param concerns whether it makes a difference if something befalls a node now
     */
    List<Runnable> now(IntPredicate concerns) {
        List<Runnable> all = new ArrayList<>();
        for (WorkerNode worker : world.workers()) {
            if (worker.isUp() && runsStruck(worker)) {
                if (may(Strike.WORKER_CRASH) && concerns.test(worker.number)) {
                    all.add(() -> crash(worker));
                }
                if (may(Strike.WORKER_GIVEN_UP) && concerns.test(COORDINATOR)) {
                    all.add(() -> giveUp(worker));
                }
            }
        }
        if (may(Strike.COORDINATOR_CRASH) && world.coordinator().isUp() && concerns.test(COORDINATOR)) {
            all.add(this::crashCoordinator);
        }
        return all;
    }

    private boolean runsStruck(WorkerNode worker) {
        return worker.attempts().stream()
                .anyMatch(attempt -> stage.struck().contains(attempt.id().chain()));
    }

    private void crash(WorkerNode worker) {
        done(Strike.WORKER_CRASH, ", number " + worker.number);
        world.chaos().crashWorker(worker);
    }

    private void giveUp(WorkerNode worker) {
        done(Strike.WORKER_GIVEN_UP, ", number " + worker.number);
        world.coordinator().exited(new Location(worker.number, worker.incarnation()));
    }

    private void crashCoordinator() {
        done(Strike.COORDINATOR_CRASH, "");
        world.chaos().crashCoordinator();
    }
}

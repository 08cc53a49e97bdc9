package dev.levada.cluster.worker;

import dev.levada.cluster.control.Order;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.recovery.replicate.Replicated;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those in one process that follow tasks which run elsewhere: of each whose choices the process is asked to hold. Any
 * thread, but for {@link #take}, {@link #stop}, {@link #passed} and {@link #failed}, which are the task's.
 */
final class Followers {
    private final WorkerHost host;
    private final Map<TaskId, Follower> all = new LinkedHashMap<>();

    Followers(Worker worker, JobPlan plan, WorkerHost host) {
        this.host = host;
        for (JobPlan.Chain chain : plan.chains()) {
            if (Replicated.hasFollowers(plan, chain)) {
                for (int index = 0; index < chain.parallelism(); index++) {
                    all.put(chain.task(index), new Follower(chain.task(index), worker, host));
                }
            }
        }
    }

    private void with(TaskId task, Consumer<Follower> deed) {
        Follower follower = all.get(task);
        if (follower != null) {
            host.onTask(task, () -> deed.accept(follower));
        }
    }

    /** The process was given something to hold. */
    void learned(DeterminantSlice slice) {
        with(slice.task(), follower -> follower.learned(slice));
    }

    /** It is known where tasks can be followed from. */
    void told(Order.Follow order) {
        order.snapshots().forEach((task, snapshot) -> with(task, each -> each.told(order.epoch(), snapshot)));
    }

    void complete(long epoch) {
        all.keySet().forEach(task -> with(task, each -> each.complete(epoch)));
    }

    /** Whether a task is followed here; it may not be any more when it is {@link #take taken}. */
    boolean follows(TaskId task) {
        Follower follower = all.get(task);
        return follower != null && follower.follows();
    }

    /**
     * The follower of a task, if it can be the attempt that begins with this; null if not. It follows no more.
     *
     * @param state in which it has to have been, as its leader was not; null if nothing speaks against its leader
     */
    @Nullable
    Attempt take(TaskId task, TaskStart start, @Nullable Long state) {
        Follower follower = all.get(task);
        return follower == null ? null : follower.take(start, state);
    }

    /** The task is not followed here any more. */
    void stop(TaskId task) {
        Follower follower = all.get(task);
        if (follower != null) {
            follower.stop();
        }
    }

    /** A follower has ended an epoch; the snapshot is released when it was looked at. */
    void passed(Attempt attempt, TaskSnapshot place) {
        Follower follower = all.get(attempt.id());
        if (follower == null) {
            place.release();
        } else {
            follower.passed(attempt, place);
        }
    }

    /** A follower has failed. */
    void failed(Attempt attempt) {
        Follower follower = all.get(attempt.id());
        if (follower != null) {
            follower.failed(attempt);
        }
    }
}

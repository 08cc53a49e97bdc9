package dev.levada.cluster.control;

import dev.levada.cluster.coordinator.Deployment;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import java.util.List;
import java.util.Map;

/**
 * What a coordinator tells a worker. Each may get lost, come late, twice or after a later one; all that matter are
 * repeated until they are answered.
 */
public sealed interface Order {

    /** Hands itself to the method of its kind. */
    void deliverTo(Handler handler);

    /** Who carries orders out. */
    interface Handler {

        void onStart(Start order);

        void onConnect(Connect order);

        void onFence(Fence order);

        void onCollect(Collect order);

        void onTrigger(Trigger order);

        void onComplete(Complete order);

        void onAbort(Abort order);

        void onRecorded(Recorded order);

        void onGoOnWithout(GoOnWithout order);

        void onStop(Stop order);

        void onStandBy(StandBy order);

        void onFollow(Follow order);

        void onAnswer(Answer order);
    }

    /**
     * Start new attempts; each is answered with {@link Report.Restored}.
     *
     * @param tasks those of the deployment that are this worker's
     * @param roster with all that have channels from or to them
     * @param states of tasks whose leader was given up, because more than half of the replicas were in another state:
     *     that one, as of {@link Report.Differs}. Nobody else may be the new attempt
     */
    record Start(Deployment deployment, List<TaskId> tasks, Roster roster, Map<TaskId, Long> states) implements Order {
        @Override
        public void deliverTo(Handler handler) {
            handler.onStart(this);
        }
    }

    /** Peers have new attempts; answered with {@link Report.Connected}. */
    record Connect(TaskId task, long attempt, List<ChannelId> channels, long round, Roster roster) implements Order {
        @Override
        public void deliverTo(Handler handler) {
            handler.onConnect(this);
        }
    }

    /**
     * Leave the attempts that are about to be replaced; answered with {@link Report.Fenced}.
     *
     * @param line nothing is taken any more that depends on something beyond it
     */
    record Fence(TaskId task, long attempt, long round, List<TaskId> replaced, RecoveryLine line) implements Order {
        @Override
        public void deliverTo(Handler handler) {
            handler.onFence(this);
        }
    }

    /**
     * Shut earlier attempts out of the logs on a disk of this host, and hand in what is there; answered with
     * {@link Report.Collected}.
     *
     * @param disk which one
     * @param attempts those that the recovery has granted
     * @param epoch what was chosen before it is not wanted
     */
    record Collect(long round, String disk, Map<TaskId, Long> attempts, long epoch) implements Order {
        @Override
        public void deliverTo(Handler handler) {
            handler.onCollect(this);
        }
    }

    /**
     * End an epoch with a snapshot.
     *
     * @param atOnce whether not to wait for barriers, if that can be done without
     */
    record Trigger(TaskId task, long attempt, long epoch, boolean atOnce) implements Order {
        @Override
        public void deliverTo(Handler handler) {
            handler.onTrigger(this);
        }
    }

    /** An epoch is complete. */
    record Complete(TaskId task, long attempt, long epoch) implements Order {
        @Override
        public void deliverTo(Handler handler) {
            handler.onComplete(this);
        }
    }

    /** An epoch was given up. */
    record Abort(TaskId task, long attempt, long epoch) implements Order {
        @Override
        public void deliverTo(Handler handler) {
            handler.onAbort(this);
        }
    }

    /** A source's positions are recorded. */
    record Recorded(TaskId task, long attempt, SourcePositions positions) implements Order {
        @Override
        public void deliverTo(Handler handler) {
            handler.onRecorded(this);
        }
    }

    /**
     * A task will not be replaced.
     *
     * @param last its last attempt
     */
    record GoOnWithout(TaskId task, long last) implements Order {
        @Override
        public void deliverTo(Handler handler) {
            handler.onGoOnWithout(this);
        }
    }

    /** The coordinator does not count this attempt any more. */
    record Stop(TaskId task, long attempt) implements Order {
        @Override
        public void deliverTo(Handler handler) {
            handler.onStop(this);
        }
    }

    /**
     * Keep ready what these tasks would begin with if they had to begin here, and nothing of others. Not repeated: the
     * next epoch brings another.
     *
     * @param epoch a complete one
     * @param snapshots the names of the tasks' snapshots
     */
    record StandBy(long epoch, Map<TaskId, String> snapshots) implements Order {
        @Override
        public void deliverTo(Handler handler) {
            handler.onStandBy(this);
        }
    }

    /**
     * These tasks can be followed from where an epoch begins, by processes that hold what their attempts choose. Not
     * repeated: the next epoch brings another.
     *
     * @param epoch a complete one
     * @param snapshots the names of the tasks' snapshots
     */
    record Follow(long epoch, Map<TaskId, String> snapshots) implements Order {
        @Override
        public void deliverTo(Handler handler) {
            handler.onFollow(this);
        }
    }

    /** A report has come, and need not come again. */
    record Answer(long report) implements Order {
        @Override
        public void deliverTo(Handler handler) {
            handler.onAnswer(this);
        }
    }
}

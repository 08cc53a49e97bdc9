package dev.levada.cluster.control;

import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;

/** What a worker tells the coordinator of one attempt. May get lost, come late, twice or after a later one. */
public sealed interface Report {

    TaskId task();

    long attempt();

    /** Hands itself to the method of its kind. */
    void deliverTo(Handler handler);

    /** Who hears reports. */
    interface Handler {

        void onFailed(Failed report);

        void onTaken(Taken report);

        void onDeclined(Declined report);

        void onCommitted(Committed report);

        void onDone(Done report);

        void onPositions(Positions report);

        void onFenced(Fenced report);

        void onRestored(Restored report);

        void onReplayed(Replayed report);

        void onConnected(Connected report);

        void onCollected(Collected report);

        void onDiffers(Differs report);
    }

    /**
     * The attempt is gone.
     *
     * @param byItself whether it failed, and may do so again; otherwise a fault took it
     */
    record Failed(TaskId task, long attempt, String reason, boolean byItself) implements Report {
        @Override
        public void deliverTo(Handler handler) {
            handler.onFailed(this);
        }
    }

    /** Its snapshot of an epoch is in the store. */
    record Taken(TaskId task, long attempt, long epoch, String snapshot) implements Report {
        @Override
        public void deliverTo(Handler handler) {
            handler.onTaken(this);
        }
    }

    /** Its snapshot of an epoch could not be stored; it goes on. */
    record Declined(TaskId task, long attempt, long epoch) implements Report {
        @Override
        public void deliverTo(Handler handler) {
            handler.onDeclined(this);
        }
    }

    /** What its sinks prepared up to an epoch is visible. */
    record Committed(TaskId task, long attempt, long epoch) implements Report {
        @Override
        public void deliverTo(Handler handler) {
            handler.onCommitted(this);
        }
    }

    /** It has nothing left to do but to take the snapshots that commit its output. */
    record Done(TaskId task, long attempt) implements Report {
        @Override
        public void deliverTo(Handler handler) {
            handler.onDone(this);
        }
    }

    /** Its positions are to be recorded; answered with {@link Order.Recorded}. */
    record Positions(TaskId task, long attempt, SourcePositions positions) implements Report {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPositions(this);
        }
    }

    /** It has left the attempts that are about to be replaced. */
    record Fenced(TaskId task, long attempt, long round, dev.levada.cluster.coordinator.Fenced answer)
            implements Report {
        @Override
        public void deliverTo(Handler handler) {
            handler.onFenced(this);
        }
    }

    /**
     * It runs, and its sinks have committed what they began with.
     *
     * @param repeating whether it does again what an earlier attempt did, and will say when that is over
     */
    record Restored(TaskId task, long attempt, long round, boolean repeating) implements Report {
        @Override
        public void deliverTo(Handler handler) {
            handler.onRestored(this);
        }
    }

    /** All that an earlier attempt is known to have done it has done again. */
    record Replayed(TaskId task, long attempt) implements Report {
        @Override
        public void deliverTo(Handler handler) {
            handler.onReplayed(this);
        }
    }

    /** It knows the new attempts of its peers. */
    record Connected(TaskId task, long attempt, long round) implements Report {
        @Override
        public void deliverTo(Handler handler) {
            handler.onConnected(this);
        }
    }

    /**
     * One that follows the task ended an epoch otherwise than the attempt whose snapshot of it counts.
     *
     * @param attempt that one
     * @param state where and in what state the follower was, as a number
     * @param difference for people
     */
    record Differs(TaskId task, long attempt, long epoch, long state, String difference) implements Report {
        @Override
        public void deliverTo(Handler handler) {
            handler.onDiffers(this);
        }
    }

    /**
     * What is on a disk of its host was handed in for a recovery.
     *
     * @param task one of those that the recovery is for, and its new attempt
     * @param found whether all is there; if not, it never will be
     */
    record Collected(TaskId task, long attempt, long round, String disk, boolean found) implements Report {
        @Override
        public void deliverTo(Handler handler) {
            handler.onCollected(this);
        }
    }
}

package dev.levada.node.master;

import dev.levada.core.plan.TaskId;
import java.time.Duration;

/** Is told of what happens to a job as a whole. Mostly on its control loop; must neither wait nor throw. */
public interface JobListener {

    /**
     * An epoch is complete.
     *
     * @param duration since it was triggered
     */
    default void epochCompleted(long epoch, Duration duration) {}

    /** An epoch was given up. */
    default void epochAbandoned() {}

    /** The attempt at a task that counts has failed. */
    default void failed(TaskId task) {}

    /** A replica of a task did something else than its leader; what, is {@link #warned} of. */
    default void differed() {}

    /** Everything runs again after a failure. */
    default void recovered() {}

    /** Something went wrong without harm to the job. Any thread. */
    default void warned(String problem) {}
}

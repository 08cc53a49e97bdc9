package dev.levada.core.task;

import dev.levada.core.plan.TaskId;
import java.util.EnumSet;
import java.util.Set;

/**
 * The life of one attempt to run a task.
 *
 * <pre>
 *   CREATED --> RUNNING --> DRAINING --> FINISHED
 *      |           |            |            |
 *      +-----------+------------+------------+--> LOST
 * </pre>
 */
public enum TaskState {
    /** Built, its operators not opened. */
    CREATED,
    /** Handles input. */
    RUNNING,
    /** Has handled all of its input; some output still waits for room. */
    DRAINING,
    /** Everything is handed over; it stays for the epochs that commit it. */
    FINISHED,
    /** Given up: its state and what was on its way to it are gone. */
    LOST;

    TaskState to(TaskState next, TaskId task) {
        if (!successors().contains(next)) {
            throw new IllegalStateException(
                    "task %s cannot go from %s to %s; it can go to %s".formatted(task, this, next, successors()));
        }
        return next;
    }

    private Set<TaskState> successors() {
        return switch (this) {
            case CREATED -> EnumSet.of(RUNNING, LOST);
            case RUNNING -> EnumSet.of(DRAINING, LOST);
            case DRAINING -> EnumSet.of(FINISHED, LOST);
            case FINISHED -> EnumSet.of(LOST);
            case LOST -> EnumSet.noneOf(TaskState.class);
        };
    }
}

package dev.levada.node.replay;

import dev.levada.core.plan.TaskId;

/** A task could not do again all that it is known to have done. */
public final class ReplayFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayFailedException(TaskId task, long epoch, Throwable cause) {
        super(
                "the replay of task %s from epoch %d ends before its log does: %s"
                        .formatted(task, epoch, cause.getMessage()),
                cause);
    }
}

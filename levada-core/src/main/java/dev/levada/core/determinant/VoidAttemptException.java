package dev.levada.core.determinant;

import dev.levada.core.plan.TaskId;
import java.io.IOException;

/** An attempt was told late to begin, or goes on although it is void. */
public final class VoidAttemptException extends IOException {
    private static final long serialVersionUID = 1L;

    VoidAttemptException(TaskId task, long attempt, long later) {
        super("attempt %d at %s is void: the log has attempt %d".formatted(attempt, task, later));
    }

    /** What it has logged is not to be relied on. */
    public VoidAttemptException(TaskId task, long attempt) {
        super("attempt %d at %s is void: a later one was granted".formatted(attempt, task));
    }
}

package dev.levada.core.determinant;

import dev.levada.core.plan.TaskId;
import java.io.IOException;

/** An attempt was told late to begin: the log has a later one. */
public final class VoidAttemptException extends IOException {
    private static final long serialVersionUID = 1L;

    VoidAttemptException(TaskId task, long attempt, long later) {
        super("attempt %d at %s is void: the log has attempt %d".formatted(attempt, task, later));
    }
}

package dev.levada.core.determinant;

/**
 * The log of a task is used up, and the task was to do nothing new. An error, so that no operator's error policy takes
 * it for a failure of the operator.
 */
public final class LogEndedError extends Error {
    private static final long serialVersionUID = 1L;

    LogEndedError(String task, String deed, long epoch) {
        super("task %s %s in epoch %d, behind the end of its log".formatted(task, deed, epoch));
    }
}

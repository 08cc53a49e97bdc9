package dev.levada.recovery.log.replica;

import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import java.util.List;

/**
 * What a worker holds, or is told, of one log.
 *
 * @param path the workers that have stored it, in the order in which it came to them
 */
record Held(Log log, DeterminantSlice slice, List<Integer> path) {

    /** What one attempt at a task chose. */
    record Log(TaskId task, long attempt) {}

    static Held of(DeterminantSlice slice, List<Integer> path) {
        return new Held(new Log(slice.task(), slice.attempt()), slice, path);
    }
}

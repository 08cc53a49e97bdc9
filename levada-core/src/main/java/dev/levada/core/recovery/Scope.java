package dev.levada.core.recovery;

import dev.levada.core.plan.TaskId;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who gets a new attempt after a failure.
 *
 * @param repeating tasks that do exactly what they did before
 * @param anew tasks that may do something else
 */
public record Scope(Set<TaskId> repeating, Set<TaskId> anew) {

    /** Nobody may do something else. */
    public static Scope repeating(Set<TaskId> tasks) {
        return new Scope(tasks, new LinkedHashSet<>());
    }

    /** Nobody repeats. */
    public static Scope anew(Set<TaskId> tasks) {
        return new Scope(new LinkedHashSet<>(), tasks);
    }

    public Set<TaskId> all() {
        Set<TaskId> all = new LinkedHashSet<>(repeating);
        all.addAll(anew);
        return all;
    }
}

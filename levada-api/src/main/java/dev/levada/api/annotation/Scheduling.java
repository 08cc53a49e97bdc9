package dev.levada.api.annotation;

/** How records are shared between the tasks of a replicated stage. */
public enum Scheduling {
    /** In turn. */
    ROUND_ROBIN,
    /** To the task with the least waiting. */
    ON_DEMAND
}

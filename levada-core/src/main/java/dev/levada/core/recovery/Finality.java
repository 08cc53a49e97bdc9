package dev.levada.core.recovery;

/** When nothing can take back any more what a task has done, so that sinks may show it that show records at once. */
public enum Finality {
    /** Perhaps never: it may be done again, or otherwise. Sinks show it all the same. */
    NONE,
    /** At once: it follows from the task's input alone, and that would come again as it was. */
    AT_ONCE,
    /** When the task's log is durable up to there. */
    LOGGED,
    /** When an epoch is complete that the task has ended behind it. */
    COMPLETE
}

package dev.levada.core.recovery;

/** Where what a task chooses is kept, so that a new attempt can choose the same. */
public enum Kept {
    /** A new attempt may do something else. */
    NOWHERE,
    /** Where no failure takes it. */
    DURABLE,
    /** In the memory of other workers; see {@link JobRecovery#sharing}. */
    SHARED
}

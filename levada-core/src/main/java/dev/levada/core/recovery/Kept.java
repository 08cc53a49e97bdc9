package dev.levada.core.recovery;

/** Where what a task chooses is kept, so that a new attempt can choose the same. */
public enum Kept {
    /** A new attempt may do something else. */
    NOWHERE,
    /** Where no failure takes it. */
    DURABLE,
    /** Where no failure takes it, but others may depend on it before it is there; see {@link JobRecovery#drawsLine}. */
    LATER,
    /** In the memory of other workers; see {@link JobRecovery#sharing}. */
    SHARED
}

package dev.levada.core.recovery;

/** Where what a task chooses is kept, so that a new attempt can choose the same. */
public enum Kept {
    /** A new attempt may do something else. */
    NOWHERE,
    /** Where no failure takes it. */
    DURABLE,
    /** On a disk of its worker's host: it outlasts the worker, and is lost with the host or the disk. */
    LOCAL,
    /** Where no failure takes it, but others may depend on it before it is there; see {@link JobRecovery#drawsLine}. */
    LATER,
    /** In the memory of other workers whose tasks depend on it; see {@link JobRecovery#sharing}. */
    SHARED,
    /** In the memory of as many other workers, and nobody depends on it before it is there. */
    COPIED;

    /** Whether it is lost with the processes that hold it. */
    public boolean inMemory() {
        return this == SHARED || this == COPIED;
    }

    /** Whether failures can take it. Then all connected tasks go back to the last complete epoch. */
    public boolean mayBeLost() {
        return inMemory() || this == LOCAL;
    }
}

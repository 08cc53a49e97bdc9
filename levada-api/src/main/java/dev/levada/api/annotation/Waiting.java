package dev.levada.api.annotation;

/** How a task waits. */
public enum Waiting {
    /** The method computes and returns: its task shares a thread with others. */
    SPIN,
    /** The method may wait for the outside world: its task gets a thread of its own. */
    BLOCK
}

package dev.levada.core.recovery;

import dev.levada.core.plan.TaskId;
import java.util.Set;

/** The half of a protocol in the control plane: decides what a failure means for the job. Immutable. */
public interface JobRecovery {

    /** What a new attempt begins with. */
    enum Start {
        /** No state; sources go on from the positions that were recorded. */
        POSITIONS,
        /** State and positions of the last complete epoch; see {@link #backToNewest}. */
        SNAPSHOT
    }

    /** Whether snapshots are taken all the time, and not only to commit the end of the job. */
    boolean periodic();

    /** Whether failed tasks are replaced; otherwise the others go on without them. */
    boolean replaces();

    Start start();

    /**
     * Whether new attempts get again what failed ones had processed. Who has seen the end of a failed attempt has to go
     * back, too, then: it would not take what the new one sends.
     */
    default boolean repeats() {
        return true;
    }

    /**
     * Whether new attempts do exactly what failed ones did: then they give their output the same numbers, and who has
     * seen some of them drops those.
     */
    default boolean exactRepeats() {
        return false;
    }

    /**
     * In the memory of how many other workers what a task chose is held, so that it can do exactly the same again; 0 if
     * it is kept durable, or not at all.
     */
    default int sharing() {
        return 0;
    }

    /**
     * What is done instead when more workers are gone since the last complete epoch than {@link #sharing} can make up
     * for: what some tasks chose may be lost, and others may depend on it.
     */
    default JobRecovery otherwise() {
        return this;
    }

    /** Whether in a complete epoch each channel's consumer stands exactly where its producer did. */
    boolean exactCuts();

    /**
     * Whether a task goes back to the newest of its snapshots that is in the store, and not to that of the last
     * complete epoch.
     */
    default boolean backToNewest(TaskId task) {
        return false;
    }

    /** The tasks that get a new attempt when some have failed: at least those. */
    Set<TaskId> scope(Set<TaskId> failed);
}

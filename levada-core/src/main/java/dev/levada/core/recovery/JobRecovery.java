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
    default boolean periodic() {
        return true;
    }

    /** Whether failed tasks are replaced; otherwise the others go on without them. */
    default boolean replaces() {
        return true;
    }

    default Start start() {
        return Start.SNAPSHOT;
    }

    /**
     * Whether new attempts get again what failed ones had processed. Who has seen the end of a failed attempt has to go
     * back, too, then: it would not take what the new one sends.
     */
    default boolean repeats() {
        return true;
    }

    /**
     * Where what a task chooses is kept. If it is, a new attempt can do exactly what a failed one did: it gives its
     * output the same numbers, and who has seen some of them drops those.
     */
    default Kept kept(TaskId task) {
        return Kept.NOWHERE;
    }

    /**
     * In the memory of how many other workers what a task chose is held, so that it can do exactly the same again; 0 if
     * it is kept durable, or not at all.
     */
    default int sharing() {
        return 0;
    }

    /** How many other workers are asked to hold it; {@link #sharing} of them are enough. */
    default int holders() {
        return sharing();
    }

    /**
     * What is done instead when more workers are gone since the last complete epoch than {@link #sharing} can make up
     * for, or a disk on which there was what tasks chose: that may be lost, and others may depend on it.
     */
    default JobRecovery otherwise() {
        return this;
    }

    /**
     * Whether others may depend on what a task chose before that is kept. Then a recovery draws a line up to which
     * everything can be done again, and who depends on something beyond it goes back, too.
     */
    default boolean drawsLine() {
        return false;
    }

    /**
     * Whether in a complete epoch each channel's consumer stands exactly where its producer did, or the producer's
     * snapshot holds what is between.
     */
    boolean exactCuts();

    /**
     * Whether a task that repeats goes back to the newest of its snapshots that is in the store, and not to that of the
     * last complete epoch.
     */
    default boolean backToNewest(TaskId task) {
        return false;
    }

    /**
     * Whether a producer goes back whenever a consumer does that was begun together with it in one process. Then it
     * keeps nothing of what it hands to that. Of both ends of a channel that closes no loop.
     */
    default boolean goTogether(TaskId producer, TaskId consumer) {
        return false;
    }

    /**
     * Who gets a new attempt when some have failed: at least those.
     *
     * @param anew tasks that have begun anew since the last complete epoch: what is kept of what they chose in it is of
     *     a history that is void
     */
    Scope scope(Set<TaskId> failed, Set<TaskId> anew);
}

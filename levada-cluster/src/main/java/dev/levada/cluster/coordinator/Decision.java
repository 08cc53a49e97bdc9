package dev.levada.cluster.coordinator;

import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import java.util.List;
import java.util.Map;

/** What the coordinator has decided. It is recorded, in order, before anybody acts on it. */
public sealed interface Decision {

    /**
     * The job begins.
     *
     * @param run what its state belongs to, also after a restart of everything
     * @param recovery the name of its protocol
     * @param tasks how many tasks each chain has, by the chain's name
     * @param splits those of each source, by the source's name
     */
    record RunBegun(
            String job, String run, String recovery, Map<String, Integer> tasks, Map<String, List<String>> splits)
            implements Decision {}

    /**
     * New attempts may run; all earlier ones of these tasks are void.
     *
     * @param round the recovery that they are for, from 1
     */
    record AttemptsGranted(long round, Map<TaskId, Long> attempts) implements Decision {}

    /** Numbers of epochs up to this one may be in use; none of them is ever given to another epoch. */
    record EpochsReserved(long upTo) implements Decision {}

    /**
     * Every task has its snapshot of an epoch in the store: the epoch will never be undone.
     *
     * @param snapshots the name of each task's snapshot in the store
     */
    record EpochCompleted(long epoch, Map<TaskId, String> snapshots) implements Decision {}

    /** Sources of later attempts at a task begin here. */
    record PositionsRecorded(TaskId task, SourcePositions positions) implements Decision {}

    /** Everything is processed and visible. */
    record JobFinished() implements Decision {}
}

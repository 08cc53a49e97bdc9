package dev.levada.cluster.coordinator;

import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the coordinator has done. None of these calls back before it returns, except for {@link #record}. Messages to
 * tasks may be late, come twice or get lost: the coordinator sends again what is not answered.
 */
public interface Actions {

    /** Records a decision after all earlier ones, and then runs something, on the coordinator's thread. */
    void record(Decision decision, Runnable then);

    /**
     * Asks a task to end an epoch with a snapshot.
     *
     * @param atOnce whether it should not wait for barriers, if it can do without
     */
    void trigger(TaskId task, long attempt, long epoch, boolean atOnce);

    /** Tells a task that an epoch is complete. */
    void complete(TaskId task, long attempt, long epoch);

    /** Tells a task that an epoch was given up. */
    void abort(TaskId task, long attempt, long epoch);

    /** Tells a source which of its positions are recorded: a late word of earlier ones must not do for later ones. */
    void positionsRecorded(TaskId task, long attempt, SourcePositions positions);

    /**
     * Has a task stop dealing with attempts that are about to be replaced, and answer with
     * {@link JobCoordinator#fenced}. A task that is itself to be replaced stops for good.
     *
     * @param line nothing is taken any more that depends on something beyond it
     */
    void fence(TaskId task, long attempt, long round, Set<TaskId> replaced, RecoveryLine line);

    /**
     * Reads what is durable of what tasks chose, when those who do not stay cannot add to it any more; then runs
     * something on the coordinator's thread. Asked again if it takes long.
     *
     * @param attempts those that a recovery has granted: all earlier ones are shut out
     * @param staying tasks that run, and are not replaced
     * @param epoch the last complete one: what was chosen before it is not read
     */
    void readLogs(long round, Map<TaskId, Long> attempts, Set<TaskId> staying, long epoch, Consumer<FoundLogs> then);

    /**
     * Has what tasks chose, and put onto the disk of a host, handed in for a recovery, when those who do not stay
     * cannot add to it any more; answered with {@link JobCoordinator#collected}. Asked again if it takes long.
     *
     * @param attempts those that the recovery has granted: all earlier ones are shut out
     * @param epoch the last complete one: what was chosen before it is not read
     * @param asked how often it was asked for in this recovery
     */
    void collect(long round, String disk, Map<TaskId, Long> attempts, long epoch, int asked);

    /** Starts new attempts; each answers with {@link JobCoordinator#restored}. */
    void deploy(Deployment deployment);

    /** A task is gone and will not be replaced: the others go on without it. */
    void goOnWithout(TaskId task);

    /**
     * An epoch is complete, which is not the last: who stands by for a task may load its snapshot.
     *
     * @param snapshots their names
     */
    void standBy(long epoch, Map<TaskId, String> snapshots);

    void finished();

    /** What {@link JobCoordinator#stop} asked for: no more is committed than before, or shown in part. */
    void stopped();

    void failed(String reason);
}

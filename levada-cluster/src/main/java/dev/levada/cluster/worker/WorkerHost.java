package dev.levada.cluster.worker;

import dev.levada.cluster.control.Order;
import dev.levada.cluster.control.Report;
import dev.levada.core.codec.Codecs;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.TaskStart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What a process gives the tasks of a job that run in it. */
public interface WorkerHost {

    /** Runs something on the thread of a task, after all that was given for it before. Any thread. */
    void onTask(TaskId task, Runnable deed);

    /** Runs something on the worker's own thread, after all that was given before. Any thread. */
    void onWorker(Runnable deed);

    /** Runs something that waits for the store, beside other such things. Any thread. */
    void inBackground(Runnable deed);

    SnapshotStorage storage();

    /**
     * Whether what takes one task of this process mostly takes all of them: then a producer holds nothing of what it
     * hands to a consumer here, and goes back with it if it has to; see
     * {@link dev.levada.core.recovery.JobRecovery#goTogether}.
     */
    boolean failsAsOne();

    /** How many bytes of snapshots may be held in memory for tasks that do not run here yet. */
    long standbyBytes();

    /** What keys and values in snapshots are read with. */
    Codecs codecs();

    /** What the state of the job belongs to; see {@link TaskStart#run}. */
    String run();

    /**
     * What an attempt begins with, which may be more than its own snapshots say. May wait for the store.
     *
     * @throws IOException if that cannot be read now
     */
    TaskStart begin(TaskId task, TaskStart start, Order.Start order) throws IOException;

    /**
     * A task has left others that will be replaced: what this process holds in its memory of what they chose, and what
     * it has not written yet of what its own tasks chose, is put where new attempts find it. Any thread.
     *
     * @param round the recovery in which they are
     * @param line from now on nothing is taken that depends on something beyond it
     * @param then told when all is there whether this process depends on something beyond the line; if it cannot be
     *     now, never, and this is called again
     */
    default void handIn(long round, Set<TaskId> replaced, RecoveryLine line, Consumer<Boolean> then) {
        then.accept(false);
    }

    /** Runs something when what the tasks of this process chose so far is where new attempts find it. Any thread. */
    default void settle(Runnable then) {
        then.run();
    }

    /**
     * New attempts are to begin here.
     *
     * @return whether what the tasks of this process choose goes into another log from now on, because none of them
     *     stayed: all that were begun before are void
     */
    default boolean beginsLog(RecoveryLine line) {
        return false;
    }

    /**
     * Shuts earlier attempts out of the logs on the disk of this host, and hands in what is there of what their tasks
     * chose. Waits for the disk and for the store.
     *
     * @return whether all is there that anybody may depend on; if not, it never will be
     * @throws IOException if that cannot be told or done now
     */
    default boolean collect(Order.Collect order) throws IOException {
        return false;
    }

    /** What is on the disk of this host could not be handed in: not now; or, if it makes no sense, never. */
    default void notCollected(Order.Collect order, Exception cause) {}

    /** Builds an attempt; on the task's thread. */
    Attempt build(Worker worker, TaskId task, TaskStart start, Order.Start order);

    /**
     * What a follower begins with that begins where the job does. May wait for the store.
     *
     * @throws IOException if that cannot be read now
     */
    default TaskStart beginsJob(TaskId task, TaskStart fresh) throws IOException {
        return fresh;
    }

    /** What this process holds of what attempts at a task chose that runs elsewhere. Any thread. */
    default List<DeterminantSlice> known(TaskId task) {
        return List.of();
    }

    /** How far a follower may be behind, in bytes of what it follows, before it begins anew with the next epoch. */
    default long behindBytes() {
        return 1L << 26;
    }

    /** Builds a follower, as {@link Attempt#following} does, and gives it turns; on the task's thread. */
    default Attempt buildFollower(Worker worker, TaskId task, TaskStart start) {
        throw new IllegalStateException(
                "this process does not hold what %s chooses, so it follows nobody".formatted(task));
    }

    /** A follower is about to be the attempt that an order has begin; on the task's thread. */
    default void leads(Attempt follower, Order.Start order) {}

    /** A follower could not go on; another one begins with the next epoch. On the task's thread. */
    default void stoppedFollowing(TaskId task, String reason) {}

    /** An attempt runs; on its thread. */
    void opened(Attempt attempt);

    /** An attempt could not be built; on the task's thread. */
    void unbuildable(TaskId task, long attempt, Throwable cause);

    /** What new attempts begin with could not be read now; the order will come again. */
    void unreadable(Order.Start order, Exception cause);

    /** What new attempts begin with makes no sense, and never will. */
    void corrupt(Order.Start order, RuntimeException cause);

    /**
     * Tells the coordinator that the worker is alive. It may get lost.
     *
     * @param held the latest attempt at each task in this process
     */
    void beat(Map<TaskId, Long> held);

    /**
     * Tells the coordinator something. It may get lost.
     *
     * @param id what it is to be answered under; 0 if it is not repeated
     */
    void send(long id, Report report);

    void noticed(Notice notice);
}

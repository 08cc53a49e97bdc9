package dev.levada.testkit.world;

import dev.levada.cluster.control.Order;
import dev.levada.cluster.control.Report;
import dev.levada.cluster.coordinator.Actions;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.core.channel.Frame;
import dev.levada.core.channel.SpillStore;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.determinant.TracedSlice;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.task.CallHost;
import dev.levada.io.disk.Disk;
import dev.levada.recovery.log.replica.Copies;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Where planted bugs get in. As it stands it lets everything through as it is. */
public interface Doors {

    default Disk coordinatorDisk(Disk disk) {
        return disk;
    }

    default SnapshotStorage storage(SnapshotStorage storage) {
        return storage;
    }

    default TaskRecovery recovery(TaskRecovery recovery) {
        return recovery;
    }

    default Actions actions(Actions actions) {
        return actions;
    }

    default TaskStart start(TaskStart start) {
        return start;
    }

    /** What makes the calls of an attempt. */
    default CallHost calls(CallHost host) {
        return host;
    }

    /** What a follower begins with. */
    default TaskStart following(TaskStart start) {
        return start;
    }

    default Frame frame(Frame frame, long wantedAttempt) {
        return frame;
    }

    /**
     * The number from which a consumer asks for a channel.
     *
     * @param again whether it was connected before
     */
    default long wanted(long next, boolean again) {
        return next;
    }

    /** An order on its way into a worker. */
    default Order order(Order order) {
        return order;
    }

    /** A report on its way into the coordinator. */
    default Report report(Report report) {
        return report;
    }

    /** What a task chose, on its way into its worker's log. */
    default DeterminantSlice slice(DeterminantSlice slice) {
        return slice;
    }

    /**
     * What an attempt begins with that does again what others did.
     *
     * @param known what its process holds itself of what those chose
     */
    default TaskStart repeating(TaskId task, TaskStart start, List<DeterminantSlice> known) {
        return start;
    }

    /** Whether a follower keeps nothing for consumers, as if what is done were delivered. */
    default boolean followersRelease() {
        return false;
    }

    /** Whether replicas of a task may differ: then it is no violation that they do, and are found out. */
    default boolean replicasMayDiffer() {
        return false;
    }

    /** What the logs of all workers hold. */
    default List<DeterminantSlice> slices(List<DeterminantSlice> found) {
        return found;
    }

    /** Before which epoch a worker drops what its log holds, when one is complete. */
    default long dropsBefore(long complete) {
        return complete;
    }

    /** A slice of a worker's log, on its way to the store. */
    default TracedSlice traced(TracedSlice slice) {
        return slice;
    }

    /** The line from which new attempts begin. */
    default RecoveryLine line(RecoveryLine line) {
        return line;
    }

    /** Whether a worker takes what depends on something lost. */
    default boolean takesBeyondLine() {
        return false;
    }

    /** Whether a worker writes all that it has not written before it answers a fence. */
    default boolean settles() {
        return true;
    }

    /** Whether a worker tells those who take its output also on whom it depends itself. */
    default boolean tellsOfOthers() {
        return true;
    }

    /** Of which tasks a worker hands in what it knows. */
    default Set<TaskId> handedIn(Set<TaskId> replaced) {
        return replaced;
    }

    /** What those are told of an order that see to who holds the log of a worker. */
    default Order toldToHolders(Order order) {
        return order;
    }

    /** Whether what was sent to be held counts as held. */
    default boolean heldWhenSent() {
        return false;
    }

    /** What a worker is asked to hold, on its way in. */
    default Copies.Copy copy(Copies.Copy copy) {
        return copy;
    }

    /** What a worker has on the disk of its machine. */
    default SnapshotStorage hostStorage(SnapshotStorage storage) {
        return storage;
    }

    /**
     * How a disk is told from others.
     *
     * @param host what its machine is called
     * @param disk what it is itself
     */
    default String disk(String host, String disk) {
        return disk;
    }

    default RecoveryProtocol protocol(RecoveryProtocol protocol) {
        return protocol;
    }

    /** What the coordinator goes by. */
    default JobRecovery policy(JobRecovery policy) {
        return policy;
    }

    /** Whether the coordinator knows that the tasks of a process fail together, where they do. */
    default boolean coordinatorKnowsWhoFailsAsOne() {
        return true;
    }

    /**
     * What is attached to a frame on its way out.
     *
     * @param channel the frame's
     * @param news takes what goes with the next frame; if it is not asked, that goes with a later one
     */
    default byte[] attached(ChannelId channel, Supplier<byte[]> news) {
        return news.get();
    }

    /**
     * Of which tasks something is told over a connection between two workers.
     *
     * @param worker where its producer runs
     * @param matters on which tasks its frames may depend
     */
    default Predicate<TaskId> told(int worker, OpenRequest connection, Predicate<TaskId> matters) {
        return matters;
    }

    /** In how many other workers what a task chose is held before it is not handed on any more. */
    default int sharing(int domains) {
        return domains;
    }

    /** Where what a task has sent goes when it is too much for its memory. */
    default SpillStore spill(SpillStore store) {
        return store;
    }

    /** @param torn whether the log ended in the middle of a record */
    default List<Decision> recalled(List<Decision> decisions, boolean torn) {
        return decisions;
    }

    default boolean acceptsAnyAttempt() {
        return false;
    }
}

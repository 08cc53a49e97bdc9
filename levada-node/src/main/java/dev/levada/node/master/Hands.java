package dev.levada.node.master;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.core.plan.TaskId;
import dev.levada.node.worker.TaskFigures;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The processes that run the tasks of a job, as its coordinator reaches them. Any thread; none of these waits. */
public interface Hands {

    /** Sends an order, which may get lost; no other incarnation of the worker may get it. */
    void send(Location to, Order order);

    /** Where an attempt is to run; null if there is nowhere now. */
    @Nullable
    Location place(TaskId task, List<Location> alive);

    /** Where tasks would run if their processes were gone; without those for which nobody is to be ready. */
    default Map<TaskId, Location> standbys(Set<TaskId> tasks, List<Location> alive) {
        return Map.of();
    }

    /**
     * Tasks that run where they were not to stay, and whose own place is ready for them; asked for after each epoch.
     */
    default Set<TaskId> awayFromHome() {
        return Set.of();
    }

    void crash(TaskId task);

    void frozen(TaskId task, boolean freeze);

    void release(String chain);

    void interval(String chain, long nanos);

    /** How the tasks are; each may be there more than once, for each process that it ran in. The latest comes last. */
    List<TaskFigures> figures();

    /** Ends all tasks; {@link JobMaster#closed} is called when that is done. */
    void stop();

    /** The machine of a worker that is heard of; on the control loop. */
    default String hostOf(Location worker) {
        return "";
    }

    /** See {@link dev.levada.cluster.control.Carrier.Host#failsAsOne}; the same at all times. */
    boolean failsAsOne();

    /** See {@link dev.levada.cluster.control.Carrier.Host#diskOf}; on the control loop. */
    default String diskOf(Location worker) {
        return "";
    }

    /** A worker has not been heard of for too long, and is taken for gone. */
    default void suspected(Location worker) {}
}

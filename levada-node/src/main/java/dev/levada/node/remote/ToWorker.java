package dev.levada.node.remote;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.core.plan.TaskId;
import java.util.Optional;

/** What a coordinator tells a worker over the control connection. */
sealed interface ToWorker {

    /** What to run; the first thing that is said. */
    record Welcome(JobSheet job) implements ToWorker {}

    /** An order of the job's coordinator. */
    record Carry(Order order) implements ToWorker {}

    /** Where a worker takes data; empty if it is not there now. */
    record Whereabouts(Location worker, Optional<Address> address) implements ToWorker {}

    record Crash(TaskId task) implements ToWorker {}

    record Freeze(TaskId task, boolean freeze) implements ToWorker {}

    record Release(String chain) implements ToWorker {}

    record Slow(TaskId task, long nanos) implements ToWorker {}

    record Interval(String chain, long nanos) implements ToWorker {}

    /** Lets nothing through to a worker, or from it, for a while. */
    record Cut(int worker, long millis) implements ToWorker {}

    /**
     * Close all tasks, and end.
     *
     * @param over whether the job is over, and nobody goes on from what its workers leave
     */
    record End(boolean over) implements ToWorker {}

    /** A host and a port. */
    record Address(String host, int port) {}
}

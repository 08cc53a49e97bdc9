package dev.levada.node.remote;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Report;
import dev.levada.core.plan.TaskId;
import dev.levada.node.worker.TaskFigures;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a worker tells the coordinator over the control connection. */
sealed interface ToCoordinator {

    /**
     * The first thing that is said, also over a new connection.
     *
     * @param data where it takes data
     * @param door where it tells its health and its metrics, if it does
     */
    record Hello(long pid, ToWorker.Address data, Optional<ToWorker.Address> door) implements ToCoordinator {}

    /**
     * The worker is alive.
     *
     * @param disk tells the disk of its host that has its log; "" if it has none there
     */
    record Beat(Map<TaskId, Long> held, String disk) implements ToCoordinator {}

    /** Something for the job's coordinator; see {@link dev.levada.cluster.control.Carrier#report}. */
    record Say(long id, Report report) implements ToCoordinator {}

    record Figures(List<TaskFigures> tasks) implements ToCoordinator {}

    /** Where does a worker take data? */
    record Where(Location worker) implements ToCoordinator {}

    /** A connection to a worker has ended, and not from this side; whether the worker is there, others must say. */
    record Lost(Location worker) implements ToCoordinator {}

    /** A task has failed by itself, and why; the job's coordinator is told apart from this. */
    record Failing(String cause) implements ToCoordinator {}

    /**
     * The job cannot go on.
     *
     * @param badInput whether what it was given is wrong
     */
    record Fatal(String cause, boolean badInput) implements ToCoordinator {}

    record NotClosed(String cause) implements ToCoordinator {}

    record Warning(String problem) implements ToCoordinator {}

    /**
     * Something for people to read.
     *
     * @param log whether it is of the log, not of the results
     */
    record Lines(List<String> lines, boolean log) implements ToCoordinator {}

    /** All tasks are closed; the process ends. */
    record Closed(List<TaskFigures> tasks) implements ToCoordinator {}
}

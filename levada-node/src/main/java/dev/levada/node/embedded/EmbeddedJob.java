package dev.levada.node.embedded;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.cluster.control.Report;
import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.node.job.Job;
import dev.levada.node.master.Hands;
import dev.levada.node.master.JobMaster;
import dev.levada.node.savepoint.Redistribution;
import dev.levada.node.savepoint.Savepoint;
import dev.levada.node.storage.JobStorage;
import dev.levada.node.worker.Assignment;
import dev.levada.node.worker.ControlLoop;
import dev.levada.node.worker.HostDisk;
import dev.levada.node.worker.JobOptions;
import dev.levada.node.worker.TaskFigures;
import dev.levada.node.worker.TaskRunner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job with its coordinator and its only worker in this process: they talk by calls. */
final class EmbeddedJob implements Hands, TaskRunner.Outside {
    private static final Location HERE = new Location(1, 1);

    private final JobMaster master;
    private final TaskRunner runner;
    /** A new coordinator takes all tasks back, so nothing of it is needed when this process is gone. */
    private final HostDisk disk;

    private EmbeddedJob(
            JobPlan plan, String run, JobOptions options, JobStorage storage, @Nullable Savepoint savepoint) {
        ControlLoop control = new ControlLoop("levada-coordinator", this::fatal);
        Assignment.Beginnings beginnings =
                savepoint == null ? (task, fresh, codecs) -> fresh : new Redistribution(savepoint, plan)::start;
        this.disk = HostDisk.inMemory();
        this.master = new JobMaster(plan, run, options, storage, control, this);
        this.runner = new TaskRunner(
                new Assignment(
                        plan,
                        options,
                        run,
                        HERE,
                        storage.snapshots(),
                        storage.lasting(),
                        storage::spill,
                        beginnings,
                        Optional.of(disk)),
                control,
                this);
    }

    /** Starts a job, or goes on with it. */
    static Job start(JobPlan plan, String run, JobOptions options, JobStorage storage, @Nullable Savepoint savepoint) {
        EmbeddedJob job = new EmbeddedJob(plan, run, options, storage, savepoint);
        job.runner.start();
        job.master.beat(HERE, Map.of());
        job.master.start(List.of());
        return job.master;
    }

    // From the coordinator to the tasks

    @Override
    public void send(Location to, Order order) {
        runner.order(order);
    }

    @Override
    public Location place(TaskId task, List<Location> alive) {
        return HERE;
    }

    @Override
    public String diskOf(Location worker) {
        return disk.name();
    }

    @Override
    public void crash(TaskId task) {
        runner.crash(task);
    }

    @Override
    public void frozen(TaskId task, boolean freeze) {
        runner.frozen(task, freeze);
    }

    @Override
    public void release(String chain) {
        runner.release(chain);
    }

    @Override
    public void interval(String chain, long nanos) {
        runner.interval(chain, nanos);
    }

    @Override
    public List<TaskFigures> figures() {
        return runner.figures();
    }

    @Override
    public void stop() {
        runner.stop();
    }

    // From the tasks to the coordinator

    /** It is the only process: what takes it takes the job, so what is held is held for tasks that fail one by one. */
    @Override
    public boolean failsAsOne() {
        return false;
    }

    @Override
    public void beat(Map<TaskId, Long> held) {
        master.beat(HERE, held);
    }

    @Override
    public void send(long id, Report report) {
        master.report(HERE, id, report);
    }

    @Override
    public void failed(TaskId task, Throwable cause) {
        master.failing(cause);
    }

    @Override
    public void fatal(Throwable cause) {
        master.fail(cause);
    }

    @Override
    public void notClosed(Throwable cause) {
        master.notClosed(cause);
    }

    @Override
    public void warn(String problem) {
        master.warn(problem);
    }

    @Override
    public void closed() {
        master.closed();
    }

    // There is no other process

    @Override
    public void ask(Location producer, OpenRequest request) {
        throw new IllegalStateException("%s does not run in this process".formatted(request.channel()));
    }

    @Override
    public Connection accept(OpenRequest request) {
        throw new IllegalStateException("%s does not end in this process".formatted(request.channel()));
    }
}

package dev.levada.node.remote;

import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.control.Location;
import dev.levada.core.plan.TaskId;
import dev.levada.node.job.Job;
import dev.levada.node.master.JobListener;
import dev.levada.node.master.JobMaster;
import dev.levada.node.processes.JobLoader;
import dev.levada.node.processes.Spares;
import dev.levada.node.savepoint.Savepoint;
import dev.levada.node.worker.ControlLoop;
import dev.levada.node.worker.JobOptions;
import dev.levada.node.worker.TaskFigures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A job whose tasks run in worker processes, and whose coordinator runs in this one. Any thread. */
public final class RemoteJob {
    private final Workforce workforce;
    private final JobMaster master;
    private final boolean keepsState;
    private final Cuts cuts;

    /**
     * How the workers are told of the job.
     *
     * @param arguments the words of the command line that say which pipeline, and how it is to run
     * @param directory where relative paths in them begin
     * @param workers how many processes, from 1; or 0 for one for each task
     * @param spares those that stand by
     * @param before a number that the incarnations of all earlier processes of the job do not exceed
     * @param wanted the hosts that tasks are to run at, of those that have a wish; there are as many workers at least
     *     as hosts
     */
    public record Terms(
            List<String> arguments,
            Path directory,
            int workers,
            Spares spares,
            long before,
            Map<TaskId, String> wanted) {

        public Terms {
            arguments = List.copyOf(arguments);
            wanted = Map.copyOf(wanted);
        }
    }

    /** Starts nothing yet: workers must find the job when they connect. */
    public RemoteJob(Terms terms, JobOrder order, WorkerHosts hosts, JobLoader.Printer printer) {
        CompletableFuture<JobMaster> told = new CompletableFuture<>();
        ControlLoop control = new ControlLoop(
                "levada-coordinator",
                bug -> told.thenAccept(job -> job.fail(bug)).join());
        this.workforce = new Workforce(
                new Workforce.Terms(
                        order.plan(),
                        sheet(terms, order),
                        Math.max(1, terms.workers()),
                        terms.spares(),
                        terms.workers() == 0,
                        terms.before(),
                        terms.wanted()),
                control,
                hosts,
                printer);
        this.master = new JobMaster(order.plan(), order.run(), order.options(), order.storage(), control, workforce);
        this.keepsState = order.plan().recoveries().stream().allMatch(Recovery::keepsState);
        this.cuts = order.plan().cuts();
        told.complete(master);
    }

    private static JobSheet sheet(Terms terms, JobOrder order) {
        JobOptions options = order.options();
        return new JobSheet(
                terms.arguments(),
                terms.directory().toString(),
                order.settings(),
                PlanFingerprint.of(order.plan()),
                options.splits(),
                order.run(),
                order.directory().toAbsolutePath().toString(),
                order.savepoint().map(path -> path.toAbsolutePath().toString()),
                options.replaces(),
                options.record(),
                options.batchSize(),
                options.seed(),
                List.copyOf(options.held()),
                Map.of());
    }

    /** Tells somebody of what happens to the job; before it is started. */
    public void tell(JobListener listener) {
        master.tell(listener);
    }

    /** Starts the processes, and the job with them. */
    public void start() {
        workforce.start(master);
    }

    /**
     * Decides nothing more, and lets go of the storage: the job is left as it stands, for another coordinator. Its
     * processes must be ended apart. {@link Job#join} returns.
     */
    public void abandon() {
        master.closed();
    }

    /** Its processes. */
    public Workforce workforce() {
        return workforce;
    }

    /** The job as its user sees it. */
    public Job job() {
        return master;
    }

    /** Whether it takes snapshots, which a savepoint could be made of. */
    public boolean keepsState() {
        return keepsState;
    }

    /** Where its tasks end an epoch. */
    public Cuts cuts() {
        return cuts;
    }

    /** Who is there. */
    public Staff staff() {
        return workforce.latestStaff();
    }

    /** The number of the latest attempt at each task that was heard of. */
    public Map<TaskId, Long> attempts() {
        return workforce.figures().stream()
                .collect(Collectors.toMap(TaskFigures::task, TaskFigures::attempt, Math::max));
    }

    /**
     * Copies the next epoch that is completed.
     *
     * @param target a directory that is empty or not there
     * @return ends when all is written; with an exception if the job ends before, or it cannot be written
     */
    public CompletableFuture<Savepoint.Manifest> savepoint(Path target) {
        return master.savepoint(target);
    }

    /** Makes a task wait from one record to the next; zero ends that. */
    public void slow(TaskId task, Duration interval) {
        workforce.slow(task, interval.toNanos());
    }

    /**
     * Keeps what two workers send each other from arriving.
     *
     * @param heals after how long; never if empty
     */
    public void cut(Location one, Location other, Optional<Duration> heals) {
        workforce.cut(
                one.worker(), other.worker(), heals.map(Duration::toMillis).orElse(Long.MAX_VALUE / 2_000_000));
    }
}

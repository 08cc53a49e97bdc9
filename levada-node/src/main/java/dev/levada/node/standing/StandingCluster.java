package dev.levada.node.standing;

import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.control.Location;
import dev.levada.core.plan.TaskId;
import dev.levada.io.net.Audit;
import dev.levada.io.net.Endpoint;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Limits;
import dev.levada.io.net.Listener;
import dev.levada.io.net.Mtls;
import dev.levada.io.net.NetThreads;
import dev.levada.io.net.Purpose;
import dev.levada.io.net.Role;
import dev.levada.io.net.Security;
import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.FaultCommand;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.cluster.RefusedException;
import dev.levada.node.cluster.Submission;
import dev.levada.node.cluster.UnknownNameException;
import dev.levada.node.log.AuditLog;
import dev.levada.node.metrics.Metrics;
import dev.levada.node.reign.Reign;
import dev.levada.node.remote.ControlDoor;
import dev.levada.node.remote.RemoteJob;
import dev.levada.node.remote.Staff;
import dev.levada.node.remote.WorkerName;
import dev.levada.node.storage.Ledger;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A coordinator at work: its agents, its jobs, and what clients may ask of it. Any thread.
 *
 * <p>Closed, it kills the workers and leaves its jobs as they are: another one with the same directory goes on with
 * them, as after a crash.
 */
public final class StandingCluster implements Cluster, AutoCloseable {
    /** The name of a cluster without certificates: who belongs to it is told by its secret. */
    public static final String NAME = "levada";

    private static final long SUBMIT_SECONDS = 50;
    private static final long SAVEPOINT_SECONDS = 600;
    private static final long LOG_SECONDS = 5;
    private static final int MOST_WORKERS_IN_LOG = 16;

    private final NetThreads threads;
    private final Endpoint endpoint;
    private final Listener listener;
    private final Registry registry;
    private final Fleet fleet = new Fleet();
    private final ControlDoor workers = new ControlDoor();
    private final StandingJob.Surroundings around;
    /** In the order of their numbers, which is that of their submissions. */
    private final Map<Long, StandingJob> jobs = new ConcurrentSkipListMap<>();

    private long lastNumber;

    private StandingCluster(
            CoordinatorOptions options, JobMaker maker, Metrics metrics, Registry registry, NetThreads threads)
            throws IOException {
        this.threads = threads;
        this.registry = registry;
        this.around = new StandingJob.Surroundings(
                registry,
                fleet,
                maker,
                doors(),
                () -> RunCredentials.under(options.security()),
                metrics,
                options.directory().toAbsolutePath().resolve("jobs"));
        this.endpoint = new Endpoint(
                self(options.security()),
                RunCredentials.admitting(options.security(), this::credentials),
                Limits.standard().withConnections(1_000, 1_000, 64),
                threads,
                audit());
        registry.recalled().forEach(known -> jobs.put(++lastNumber, new StandingJob(known, around)));
        this.listener = endpoint.listen(
                options.bind(), Purpose.CONTROL, Set.of(Role.AGENT, Role.WORKER), new StandingDoor(fleet, workers));
    }

    /**
     * Opens the port, and goes on with the jobs that are not over.
     *
     * @param metrics shows the figures of the jobs
     * @throws BadInputException if the directory cannot be used
     * @throws IOException if the port cannot be had
     */
    public static StandingCluster open(CoordinatorOptions options, JobMaker maker, Metrics metrics) throws IOException {
        return open(options, Ledger.onDisk(options.directory()), maker, metrics);
    }

    /**
     * As the other of this name, where others stand by.
     *
     * @param reign in which what must not be forgotten is written down; closed with this
     */
    public static StandingCluster open(CoordinatorOptions options, Reign reign, JobMaker maker, Metrics metrics)
            throws IOException {
        return open(options, (Ledger) reign, maker, metrics);
    }

    private static StandingCluster open(CoordinatorOptions options, Ledger ledger, JobMaker maker, Metrics metrics)
            throws IOException {
        Registry registry = Registry.open(ledger);
        NetThreads threads = new NetThreads("levada-net", 1);
        try {
            StandingCluster cluster = new StandingCluster(options, maker, metrics, registry, threads);
            cluster.jobs.values().stream().filter(job -> !job.isOver()).forEach(job -> {
                var unused = job.start();
            });
            return cluster;
        } catch (IOException | RuntimeException e) {
            threads.close();
            registry.close();
            throw e;
        }
    }

    private static Audit audit() {
        return (reason, who, from, detail) ->
                AuditLog.record(who, String.valueOf(from), "connect", "refused: %s, %s".formatted(reason, detail));
    }

    private static Identity self(Security security) {
        return security instanceof Mtls mtls ? mtls.identity() : new Identity(NAME, Role.COORDINATOR, "coordinator");
    }

    /** Those of the cluster are not for the code of users. */
    private Optional<RunCredentials> credentials(Identity worker) {
        return WorkerName.job(worker)
                .flatMap(this::known)
                .filter(job -> !job.isOver())
                .flatMap(StandingJob::credentials);
    }

    private StandingJob.Doors doors() {
        return new StandingJob.Doors() {
            @Override
            public void admit(StandingJob job, RemoteJob remote) {
                workers.admit(job.id(), remote.workforce());
            }

            @Override
            public void dismiss(StandingJob job) {
                workers.dismiss(job.id());
            }
        };
    }

    /** Where it takes agents and workers. */
    public InetSocketAddress address() {
        return listener.address();
    }

    private Optional<StandingJob> known(String id) {
        return jobs.values().stream().filter(job -> job.id().equals(id)).findFirst();
    }

    private StandingJob named(String id) {
        return known(id)
                .orElseThrow(() -> UnknownNameException.job(
                        id, jobs.values().stream().map(StandingJob::id).toList()));
    }

    // Jobs

    @Override
    public String submit(Submission submission) {
        StandingJob job = admitted(submission);
        try {
            boolean unused = await(job.start(), SUBMIT_SECONDS, "job '%s' to be accepted".formatted(job.id()));
            return job.id();
        } catch (RuntimeException e) {
            jobs.values().removeIf(each -> each == job && job.isOver());
            throw e;
        }
    }

    private synchronized StandingJob admitted(Submission submission) { // guards the names, and the number
        if (!Path.of(submission.directory()).isAbsolute()) {
            throw new BadInputException(
                    "directory '%s' is not absolute; say where relative paths begin".formatted(submission.directory()));
        }
        String name = JobIds.base(submission);
        int number = 1;
        while (known("%s-%d".formatted(name, number)).isPresent()) {
            number++;
        }
        StandingJob job = new StandingJob("%s-%d".formatted(name, number), submission, around);
        jobs.put(++lastNumber, job);
        forgetOldest();
        return job;
    }

    private void forgetOldest() {
        List<StandingJob> over =
                jobs.values().stream().filter(StandingJob::isOver).toList();
        over.stream()
                .limit(Math.max(0, over.size() - Registry.MAX_ENDED))
                .forEach(old -> jobs.values().remove(old));
    }

    @Override
    public ClusterStatus status() {
        List<ClusterStatus.Worker> processes = new ArrayList<>();
        List<JobStatus> all = new ArrayList<>();
        for (StandingJob job : jobs.values()) {
            all.add(job.status());
            job.working().ifPresent(remote -> processes.addAll(JobStatuses.workers(job.id(), remote, fleet)));
        }
        return new ClusterStatus(fleet.status(), processes, all);
    }

    @Override
    public Optional<JobStatus> job(String id) {
        return known(id).map(StandingJob::status);
    }

    @Override
    public void cancel(String job) {
        named(job).remote().job().cancel();
    }

    @Override
    public String savepoint(String job, String directory) {
        Path target = Path.of(directory);
        if (!target.isAbsolute()) {
            throw new BadInputException("directory '%s' is not absolute; say where it begins".formatted(directory));
        }
        var unused = await(
                named(job).savepoint(target),
                SAVEPOINT_SECONDS,
                "the next epoch of job '%s' to be kept".formatted(job));
        return directory;
    }

    @Override
    public String rescale(String job, int parallelism) {
        boolean done =
                await(named(job).rescale(parallelism), SAVEPOINT_SECONDS, "job '%s' to begin again".formatted(job));
        if (!done) {
            throw new RefusedException(
                    "job '%s' cannot go on with %d tasks, and goes on as it was; the coordinator's log says why"
                            .formatted(job, parallelism));
        }
        return "job '%s' goes on with %d tasks in each operator that does not fix its own".formatted(job, parallelism);
    }

    @Override
    public void fault(String job, FaultCommand command) {
        RemoteJob remote = named(job).remote();
        if (command instanceof FaultCommand.Crash crash) {
            remote.workforce().killWorkerOf(known(remote, crash.task()));
        } else if (command instanceof FaultCommand.Freeze freeze) {
            remote.job().freeze(known(remote, freeze.task()));
        } else if (command instanceof FaultCommand.Unfreeze unfreeze) {
            remote.job().unfreeze(known(remote, unfreeze.task()));
        } else if (command instanceof FaultCommand.Slow slow) {
            remote.slow(known(remote, slow.task()), slow.interval());
        } else if (command instanceof FaultCommand.Partition partition) {
            remote.cut(worker(job, remote, partition.one()), worker(job, remote, partition.other()), partition.heals());
        }
    }

    private static TaskId known(RemoteJob remote, TaskId task) {
        List<String> tasks = remote.job().tasks().stream()
                .map(each -> each.task().toString())
                .toList();
        if (!tasks.contains(task.toString())) {
            throw UnknownNameException.task(task.toString(), tasks);
        }
        return task;
    }

    private static Location worker(String job, RemoteJob remote, String name) {
        List<Location> all =
                remote.staff().members().stream().map(Staff.Member::location).toList();
        return all.stream()
                .filter(each -> WorkerName.of(job, each).equals(name))
                .findFirst()
                .orElseThrow(() -> UnknownNameException.worker(
                        name, all.stream().map(each -> WorkerName.of(job, each)).toList()));
    }

    @Override
    public void release(String job, String chain) {
        StandingJob known = named(job);
        known.release(chain(known.remote(), chain));
    }

    @Override
    public void interval(String job, String chain, Duration pause) {
        StandingJob known = named(job);
        known.interval(chain(known.remote(), chain), pause);
    }

    private static String chain(RemoteJob remote, String name) {
        List<String> names =
                remote.job().plan().chains().stream().map(chain -> chain.name()).toList();
        if (!names.contains(name)) {
            throw UnknownNameException.chain(name, names);
        }
        return name;
    }

    @Override
    public List<String> logs(String job, Optional<String> worker, int lines) {
        StandingJob known = named(job);
        List<String> all = fleet.workersOf(job + ".w");
        if (worker.isPresent() && !all.contains(worker.get())) {
            throw UnknownNameException.worker(worker.get(), all);
        }
        List<String> asked =
                worker.map(List::of).orElse(all.subList(Math.max(0, all.size() - MOST_WORKERS_IN_LOG), all.size()));
        List<CompletableFuture<List<String>>> answers =
                asked.stream().map(name -> fleet.tail(name, lines)).toList();
        List<String> written = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            String name = asked.get(i);
            await(answers.get(i), LOG_SECONDS, "the agent of worker '%s'".formatted(name))
                    .forEach(line -> written.add("%s: %s".formatted(name, line)));
        }
        if (worker.isEmpty()) {
            written.addAll(known.printed().last(lines));
        }
        return written.subList(Math.max(0, written.size() - lines), written.size());
    }

    private static <T> T await(CompletableFuture<T> future, long seconds, String what) {
        try {
            return future.get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("interrupted while waiting for %s; ask again".formatted(what), e);
        } catch (TimeoutException e) {
            throw new RefusedException("waited %d s for %s; see 'levada status'".formatted(seconds, what), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new RefusedException(String.valueOf(e.getCause()), e);
        }
    }

    @Override
    public void close() throws IOException {
        fleet.close();
        jobs.values().forEach(StandingJob::abandon);
        endpoint.close();
        threads.close();
        registry.close();
    }
}

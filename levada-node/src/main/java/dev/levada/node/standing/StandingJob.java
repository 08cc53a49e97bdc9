package dev.levada.node.standing;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.planner.Domains;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.cluster.RefusedException;
import dev.levada.node.cluster.Submission;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.JobFailedException;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import dev.levada.node.log.LogKey;
import dev.levada.node.metrics.JobMetrics;
import dev.levada.node.metrics.Metrics;
import dev.levada.node.processes.JobDraft;
import dev.levada.node.remote.JobOrder;
import dev.levada.node.remote.RemoteJob;
import dev.levada.node.savepoint.Savepoint;
import dev.levada.node.storage.JobDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job of a standing cluster, from its submission to its end, on a thread of its own. Rescaled, it ends and begins
 * again in another form, with a directory of its own:
 *
 * <pre>
 *   JOB/1             the state directory of the first form
 *   JOB/2.savepoint   what the second form begins with
 *   JOB/2             the state directory of the second form
 * </pre>
 */
final class StandingJob {
    /** Far more than processes are started in one place between two starts of a coordinator. */
    private static final long INCARNATIONS_PER_RUN = 1_000_000;

    private static final long ABANDON_SECONDS = 5;

    private final Logger log = LoggerFactory.getLogger(StandingJob.class);
    private final String id;
    private final Submission submission;
    private final Surroundings around;
    private final Path directory;
    private final Printed printed = new Printed();
    private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
    private final AtomicReference<@Nullable Rescaling> rescaling = new AtomicReference<>();
    private volatile @Nullable RemoteJob remote;
    private volatile Optional<RunCredentials> credentials = Optional.empty();
    private volatile Optional<JobStatus> last = Optional.empty();
    private volatile boolean abandoned;
    /** The chains that people have let go, for when it is started again. */
    private final Set<String> released = ConcurrentHashMap.newKeySet();
    /** How long the tasks of chains wait from one record to the next, likewise. */
    private final Map<String, Duration> intervals = new ConcurrentHashMap<>();

    private final CountDownLatch left = new CountDownLatch(1);

    // The thread's alone
    private Optional<Integer> workers;
    private long run;
    private Form form;

    /**
     * What all jobs of a coordinator share.
     *
     * @param credentials makes new ones
     * @param directory that of all jobs
     */
    record Surroundings(
            Registry registry,
            Fleet fleet,
            JobMaker maker,
            Doors doors,
            Supplier<RunCredentials> credentials,
            Metrics metrics,
            Path directory) {}

    /** How the workers of a job find it. */
    interface Doors {
        void admit(StandingJob job, RemoteJob remote);

        void dismiss(StandingJob job);
    }

    /** @param number from 1 */
    private record Form(int number, Optional<Integer> parallelism) {}

    private record Rescaling(int parallelism, CompletableFuture<Boolean> done) {}

    /** A new job. */
    StandingJob(String id, Submission submission, Surroundings around) {
        this.id = id;
        this.submission = submission;
        this.around = around;
        this.directory = around.directory().resolve(id);
        this.workers = Optional.empty();
        this.form = new Form(1, Optional.empty());
    }

    /** A job that an earlier coordinator has accepted. */
    StandingJob(Registry.Known known, Surroundings around) {
        this(known.submitted().job(), known.submitted().submission(), around);
        this.workers = Optional.of(known.submitted().workers());
        this.last = known.ended().map(Entry.Ended::last);
        released.addAll(known.released());
        intervals.putAll(known.intervals());
        known.begun().ifPresent(latest -> {
            run = latest.run();
            form = new Form(latest.form(), latest.parallelism());
        });
    }

    String id() {
        return id;
    }

    /** What its workers are known by; empty if it was not started yet. */
    Optional<RunCredentials> credentials() {
        return credentials;
    }

    Printed printed() {
        return printed;
    }

    boolean isOver() {
        return last.isPresent();
    }

    /** The job at work. */
    RemoteJob remote() {
        RemoteJob current = remote;
        if (isOver()) {
            throw new RefusedException("job '%s' has ended: %s; submit it again"
                    .formatted(id, status().report().state()));
        }
        if (current == null) {
            throw new RefusedException("job '%s' is being started; try again in a moment".formatted(id));
        }
        return current;
    }

    /** The job at work, if it is. */
    Optional<RemoteJob> working() {
        return isOver() ? Optional.empty() : Optional.ofNullable(remote);
    }

    JobStatus status() {
        RemoteJob current = remote;
        return last.orElseGet(() ->
                current == null ? JobStatuses.idle(id, JobState.RUNNING, List.of()) : JobStatuses.working(id, current));
    }

    /**
     * Goes on, or begins.
     *
     * @return ends when it is accepted and its workers are being started
     */
    CompletableFuture<Boolean> start() {
        Thread thread = new Thread(this::run, "levada-job-" + id);
        thread.setDaemon(true);
        thread.start();
        return begun;
    }

    // On its thread

    private void run() {
        LogKey.JOB.set(id);
        try (JobMetrics figures = around.metrics().job(id)) {
            run(new JobRecord(id, figures));
        }
        left.countDown();
    }

    private void run(JobRecord record) {
        JobStatus end;
        Optional<Throwable> refused = Optional.empty();
        try {
            Optional<Form> next = Optional.of(form);
            do {
                end = runOrGoBack(next.get(), record);
                next = nextForm(end);
            } while (next.isPresent());
        } catch (RuntimeException e) {
            end = JobStatuses.idle(id, JobState.FAILED, List.of(String.valueOf(e.getMessage())));
            refused = Optional.of(e);
        }
        if (!abandoned) {
            end(end, refused);
        }
        refused.ifPresent(begun::completeExceptionally);
    }

    /** Leaves it as it stands, for another coordinator; its processes are ended by the fleet. Waits for a while. */
    void abandon() {
        abandoned = true;
        Optional<RemoteJob> working = working();
        working.ifPresent(RemoteJob::abandon);
        try {
            if (working.isPresent() && !left.await(ABANDON_SECONDS, TimeUnit.SECONDS)) {
                log.warn("job {} did not let go of its directory in {} s", id, ABANDON_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What cannot be started is tried again by the next coordinator: its files may be back by then. */
    private void end(JobStatus end, Optional<Throwable> refused) {
        try {
            if (refused.isEmpty()) {
                around.registry().write(new Entry.Ended(id, end));
                if (end.report().state() == JobState.FINISHED) {
                    JobDirectory.delete(directory);
                }
                for (int old = 1; old <= form.number(); old++) {
                    around.registry().retire(directory.resolve(String.valueOf(old)));
                }
            } else if (run > 0) { // otherwise the client is told
                log.warn("job {} cannot be started again", id, refused.get());
            }
        } catch (IOException | RuntimeException e) {
            log.warn("the end of job {} could not be written down, or its directory not deleted", id, e);
        }
        last = Optional.of(end);
        Rescaling asked = rescaling.get();
        if (asked != null) {
            asked.done()
                    .completeExceptionally(new RefusedException("job '%s' has ended meanwhile: %s"
                            .formatted(id, end.report().state())));
        }
        log.info("job {} has ended: {}", id, end.report().state());
    }

    /** A form that cannot be started leaves the job in the one before. */
    private JobStatus runOrGoBack(Form wanted, JobRecord record) {
        Form before = form;
        form = wanted;
        try {
            return run(wanted, record);
        } catch (RuntimeException e) {
            if (wanted.equals(before) || rescaling.get() == null) {
                throw e;
            }
            log.warn("job {} cannot be rescaled, and goes on as it was", id, e);
            form = before;
            return run(before, record);
        }
    }

    private JobStatus run(Form wanted, JobRecord record) {
        Blueprint blueprint = around.maker().make(submission, wanted.parallelism());
        blueprint.warnings().forEach(warning -> printed.print(warning, true));
        Homes homes = Homes.of(blueprint.homes());
        if (run == 0) { // later on, an agent may be away for a while
            homes.requireAgents(around.fleet());
            Domains.require(blueprint.draft().plan().toPlan(), processes(blueprint));
        }
        JobReport report;
        try (Start start = Start.of(directory, wanted.number())) {
            RemoteJob started = begin(blueprint, homes, order(blueprint, wanted, start), record);
            new ScriptPlayer(
                            started.job(),
                            printed,
                            () -> abandoned || started.job().state().isFinal())
                    .play(blueprint.script());
            report = started.job().join();
        } catch (JobFailedException e) {
            report = e.report();
        }
        RemoteJob done = Objects.requireNonNull(remote);
        return JobStatuses.of(id, done, report);
    }

    private JobOrder order(Blueprint blueprint, Form wanted, Start start) {
        JobDraft draft = start.savepoint()
                .map(savepoint -> blueprint.draft().from(savepoint.directory().toString()))
                .orElse(blueprint.draft());
        Path state = directory.resolve(String.valueOf(wanted.number()));
        return Embedded.order(draft, draft.plan().toPlan(), around.registry().state(state), state);
    }

    private int processes(Blueprint blueprint) {
        return workers.orElseGet(() ->
                blueprint.workers().orElseGet(() -> Math.max(1, around.fleet().connected())));
    }

    /** It is planned: it will be started whatever happens. */
    private RemoteJob begin(Blueprint blueprint, Homes homes, JobOrder order, JobRecord record) {
        if (abandoned) {
            throw new IllegalStateException("the coordinator is ending");
        }
        int processes = processes(blueprint);
        if (run == 0) {
            around.registry().write(new Entry.Submitted(id, submission, processes));
        }
        workers = Optional.of(processes);
        run++;
        around.registry().write(new Entry.Begun(id, run, form.number(), form.parallelism()));
        RunCredentials fresh = around.credentials().get(); // processes of earlier runs are not of this one
        credentials = Optional.of(fresh);
        JobHosts hosts = new JobHosts(
                id,
                submission.directory(),
                fresh,
                around.fleet(),
                homes.names(),
                blueprint.draft().plan().toPlan().recoveries().stream().anyMatch(Recovery::logsOnHost),
                () -> around.doors().dismiss(this));
        RemoteJob job = new RemoteJob(
                new RemoteJob.Terms(
                        blueprint.arguments(),
                        Path.of(submission.directory()),
                        processes,
                        blueprint.spares(),
                        (run - 1) * INCARNATIONS_PER_RUN,
                        homes.hosts()),
                order,
                hosts,
                printed);
        hosts.serve(job.workforce());
        job.tell(record);
        around.doors().admit(this, job);
        job.start();
        remote = job;
        released.forEach(job.job()::release);
        intervals.forEach(job.job()::interval);
        begun.complete(true);
        Rescaling asked = rescaling.getAndSet(null);
        if (asked != null) {
            asked.done()
                    .complete(form.parallelism()
                            .filter(tasks -> tasks == asked.parallelism())
                            .isPresent());
        }
        return job;
    }

    /** Empty if it is over. */
    private Optional<Form> nextForm(JobStatus end) {
        Rescaling asked = rescaling.get();
        if (asked == null || end.report().state() != JobState.CANCELLED) {
            return Optional.empty();
        }
        Form next = new Form(form.number() + 1, Optional.of(asked.parallelism()));
        try {
            Path savepoint = Start.savepoint(directory, next.number());
            JobDirectory.delete(savepoint); // of an attempt that a crash cut off
            JobDirectory.delete(directory.resolve(String.valueOf(next.number())));
            Path state = directory.resolve(String.valueOf(form.number()));
            Savepoint.Manifest unused = Savepoint.create(state, around.registry()::state, savepoint);
            return Optional.of(next);
        } catch (IOException | RuntimeException e) {
            log.warn("job {} cannot be rescaled, and goes on as it was", id, e);
            return Optional.of(form);
        }
    }

    /** What a form begins with, open as long as it runs. */
    private record Start(Optional<Savepoint> savepoint) implements AutoCloseable {

        static Path savepoint(Path directory, int form) {
            return directory.resolve(form + ".savepoint");
        }

        static Start of(Path directory, int form) {
            Path savepoint = savepoint(directory, form);
            return new Start(Files.isDirectory(savepoint) ? Optional.of(Savepoint.open(savepoint)) : Optional.empty());
        }

        @Override
        public void close() {
            savepoint.ifPresent(open -> {
                try {
                    open.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    // Commands

    /** Lets a chain go, now and whenever the job is started again. */
    void release(String chain) {
        RemoteJob current = remote();
        around.registry().write(new Entry.Released(id, chain));
        released.add(chain);
        current.job().release(chain);
    }

    /** Has the tasks of a chain wait from one record to the next, now and whenever the job is started again. */
    void interval(String chain, Duration pause) {
        RemoteJob current = remote();
        around.registry().write(new Entry.Slowed(id, chain, pause.toNanos()));
        intervals.put(chain, pause);
        current.job().interval(chain, pause);
    }

    /** Ends with whether the job goes on with as many tasks. */
    CompletableFuture<Boolean> rescale(int parallelism) {
        RemoteJob current = remote();
        JobReport report = current.job().report();
        if (report.epochs() == 0 && current.job().startEpoch() == 0) {
            throw new RefusedException(
                    "job '%s' has no complete checkpoint to go on from; wait for one, or submit it with --recovery checkpoint"
                            .formatted(id));
        }
        if (current.cuts() != Cuts.ALIGNED) {
            throw new RefusedException(
                    ("job '%s' takes %s cuts, and records on their way would not reach the tasks of another form;"
                                    + " submit it with --cuts aligned to rescale it")
                            .formatted(id, current.cuts().label()));
        }
        Rescaling asked = new Rescaling(parallelism, new CompletableFuture<>());
        if (!rescaling.compareAndSet(null, asked)) {
            throw new RefusedException("job '%s' is being rescaled already; wait for that".formatted(id));
        }
        current.job().cancel();
        return asked.done();
    }

    CompletableFuture<Savepoint.Manifest> savepoint(Path target) {
        RemoteJob current = remote();
        if (!current.keepsState()) {
            throw new RefusedException(
                    "job '%s' runs under recovery %s, which keeps no state; submit it with --recovery checkpoint"
                            .formatted(id, current.job().report().recovery()));
        }
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new BadInputException("'%s' is not a directory; name one that is not there yet".formatted(target));
        }
        return current.savepoint(target);
    }
}

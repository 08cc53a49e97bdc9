package dev.levada.node.embedded;

import dev.levada.api.Topology;
import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.Source;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Border;
import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.control.Suspicion;
import dev.levada.cluster.coordinator.CoordinatorSettings;
import dev.levada.cluster.planner.Domains;
import dev.levada.cluster.planner.EndToEnd;
import dev.levada.cluster.planner.JobSettings;
import dev.levada.cluster.planner.Planner;
import dev.levada.cluster.replay.ReplayListener;
import dev.levada.cluster.replay.ReplayRange;
import dev.levada.core.channel.Spill;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.node.job.Job;
import dev.levada.node.master.Runs;
import dev.levada.node.processes.JobDraft;
import dev.levada.node.processes.LocalWorkers;
import dev.levada.node.processes.PlanSketch;
import dev.levada.node.remote.JobOrder;
import dev.levada.node.remote.JobRunner;
import dev.levada.node.remote.LocalJobs;
import dev.levada.node.replay.ReplayReport;
import dev.levada.node.replay.TaskReplay;
import dev.levada.node.savepoint.Savepoint;
import dev.levada.node.storage.JobStorage;
import dev.levada.node.storage.PassingDirectory;
import dev.levada.node.storage.StateDirectory;
import dev.levada.node.worker.JobOptions;
import dev.levada.recovery.Protocols;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How to run topologies in this process. Confined to one thread; can start several jobs. */
public final class Embedded {
    /** Three beats of a worker. */
    private static final Duration LEAST_SILENCE = Duration.ofMillis(300);

    private static final Duration MOST_SILENCE = Duration.ofMinutes(1);
    private static final long RESEND_NANOS = 200_000_000L;

    private Guarantee guarantee = Guarantee.AT_MOST_ONCE;
    private @Nullable Recovery recovery;
    private @Nullable Path stateDirectory;
    private @Nullable Savepoint fromSavepoint;
    private Duration epochs = Duration.ofSeconds(1);
    private Cuts cuts = Cuts.ALIGNED;
    private Duration epochTimeout = Duration.ofMinutes(1);
    private boolean restarts = true;
    private boolean record;
    private @Nullable JobRunner workers;
    private int processes = 1;
    private Suspicion suspicion = Suspicion.standard();
    private int loops = Runtime.getRuntime().availableProcessors();
    private int parallelism = loops;
    private int batchSize = 512;
    private int budgetRecords = Spill.STANDARD_BUDGET_RECORDS;
    private long seed = new SecureRandom().nextLong();
    private final Set<String> held = new LinkedHashSet<>();
    private final Map<String, Recovery> chosen = new LinkedHashMap<>();
    private final Map<String, Border> borders = new LinkedHashMap<>();
    private Consumer<String> doubts = doubt -> {};

    /** Settings as a user finds them; see {@code Levada.embedded()}. */
    public Embedded() {}

    /** What must hold whatever fails; at most once if not set. */
    public Embedded guarantee(Guarantee wanted) {
        guarantee = wanted;
        return this;
    }

    /** How operators recover that do not choose themselves; if not set, the plain way to give the guarantee. */
    public Embedded recovery(Recovery wanted) {
        recovery = wanted;
        return this;
    }

    /** How one operator recovers, whatever it chooses itself. */
    public Embedded recovery(String operator, Recovery wanted) {
        chosen.put(operator, wanted);
        return this;
    }

    /**
     * What holds where one operator reads others that may do something else after a failure, whatever was said there.
     */
    public Embedded border(String operator, Border wanted) {
        borders.put(operator, wanted);
        return this;
    }

    /**
     * Where the job keeps what it needs to go on after this process is gone: started again with the same directory, it
     * goes on from there. If not set, nothing outlasts the process.
     */
    public Embedded stateDirectory(Path directory) {
        stateDirectory = directory;
        return this;
    }

    /**
     * What the job begins with, unless it goes on from its state directory. The savepoint must stay open until the job
     * has ended.
     */
    public Embedded fromSavepoint(Savepoint savepoint) {
        fromSavepoint = savepoint;
        return this;
    }

    /** The time from one snapshot of the job to the next, from 1 ms; one second if not set. */
    public Embedded epochs(Duration interval) {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException("epochs must last at least 1 ms, was " + interval);
        }
        epochs = interval;
        return this;
    }

    /** Where tasks end an epoch, if all of them recover by checkpoints; aligned if not set. */
    public Embedded cuts(Cuts wanted) {
        cuts = wanted;
        return this;
    }

    /**
     * How long the snapshots of an epoch may take before they are given up, from 1 ms; one minute if not set. The job
     * goes on, and the next epoch begins.
     */
    public Embedded epochTimeout(Duration timeout) {
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("an epoch must be given at least 1 ms, was " + timeout);
        }
        epochTimeout = timeout;
        return this;
    }

    /**
     * Whether crashed tasks are brought back where the guarantee can be kept without them, which is at most once; they
     * are if not set.
     */
    public Embedded restarts(boolean bringBack) {
        restarts = bringBack;
        return this;
    }

    /**
     * Whether what tasks choose is written into the state directory for {@link #replay}, also where only workers'
     * memory has it; it is not if not set.
     */
    public Embedded record(boolean forReplays) {
        record = forReplays;
        return this;
    }

    /** How many tasks an operator has that says nothing itself; one for each core if not set. */
    public Embedded parallelism(int tasks) {
        if (tasks < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, was " + tasks);
        }
        parallelism = tasks;
        return this;
    }

    /** How many event loops, each a thread; one for each core if not set. */
    public Embedded loops(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("there must be at least 1 event loop, was " + threads);
        }
        loops = threads;
        return this;
    }

    /** How many records go from task to task at once, at most, from 1 to 65,536; 512 if not set. */
    public Embedded batchSize(int records) {
        if (records < 1 || records > 65_536) {
            throw new IllegalArgumentException("a batch must hold from 1 to 65536 records, was " + records);
        }
        batchSize = records;
        return this;
    }

    /** How many sent records a task keeps in memory if it may have to send them again. */
    Embedded budgetRecords(int records) {
        budgetRecords = records;
        return this;
    }

    /** What operators' random numbers come from; another for each run if not set. */
    public Embedded seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** Runs jobs in worker processes, and only their coordinator in this one; all in this one if not set. */
    public Embedded workers(LocalWorkers local) {
        processes = local.workers();
        return runner(new LocalJobs(local));
    }

    /**
     * After how long without a sign of life a worker process is taken for gone; from 2 to 2.8 s if not set. Within
     * these bounds it depends on how regularly the worker was heard of before, which is each 100 ms.
     *
     * @param atLeast what a pause of a healthy worker never exceeds, from 300 ms
     * @param atMost how late a worker that stands still may be found, from {@code atLeast} to one minute
     */
    public Embedded suspectAfter(Duration atLeast, Duration atMost) {
        if (atLeast.compareTo(LEAST_SILENCE) < 0
                || atMost.compareTo(MOST_SILENCE) > 0
                || atMost.compareTo(atLeast) < 0) {
            throw new IllegalArgumentException(
                    "a worker can be suspected after %d to %d ms of silence, the lesser one first, was %d to %d ms"
                            .formatted(
                                    LEAST_SILENCE.toMillis(),
                                    MOST_SILENCE.toMillis(),
                                    atLeast.toMillis(),
                                    atMost.toMillis()));
        }
        suspicion = new Suspicion(atLeast.toNanos(), atMost.toNanos());
        return this;
    }

    /** Runs jobs elsewhere. For the rooms of this module: nobody else has the type. */
    @SuppressWarnings("exports")
    public Embedded runner(JobRunner elsewhere) {
        workers = elsewhere;
        return this;
    }

    /** Hears what is doubtful about a job when it is planned, a line each; nobody does if not set. */
    public Embedded doubts(Consumer<String> listener) {
        doubts = listener;
        return this;
    }

    /** Starts the tasks of a chain held back: they take no input until {@link Job#release}. */
    public Embedded hold(String chain) {
        held.add(chain);
        return this;
    }

    /**
     * The plan of a topology, without running it. Asks the sources for their splits.
     *
     * @throws BadInputException if an input is not there
     */
    public JobPlan plan(Topology topology) {
        Graph graph = topology.graph();
        return plan(graph, splits(graph));
    }

    /** What would hold at each place of a topology with these settings, and why; {@link #plan} may refuse it. */
    public EndToEnd explain(Topology topology) {
        return EndToEnd.of(topology.graph(), settings());
    }

    /**
     * Plans a topology for another process, without running it. Asks the sources for their splits.
     *
     * @throws BadInputException if an input is not there, or the job cannot begin with its savepoint
     */
    public JobDraft draft(Topology topology) {
        Graph graph = topology.graph();
        Map<String, List<String>> splits = splits(graph);
        JobPlan plan = plan(graph, splits);
        requireFitForSavepoint();
        return draft(plan, splits);
    }

    private JobDraft draft(JobPlan plan, Map<String, List<String>> splits) {
        return new JobDraft(
                PlanSketch.of(plan),
                settings(),
                splits,
                batchSize,
                seed,
                List.copyOf(held),
                restarts,
                record,
                epochs.toNanos(),
                epochTimeout.toNanos(),
                suspicion,
                Optional.ofNullable(fromSavepoint)
                        .map(savepoint -> savepoint.directory().toString()));
    }

    /**
     * Starts a topology, or goes on with it where the state directory says.
     *
     * @throws BadInputException if an input is not there, or the state directory cannot be used or is of another job
     */
    public Job run(Topology topology) {
        Graph graph = topology.graph();
        Map<String, List<String>> splits = splits(graph);
        JobPlan plan = plan(graph, splits);
        Domains.require(plan, processes);
        requireRecordable(plan);
        requireFitForSavepoint();
        return workers == null ? runHere(plan, splits) : runElsewhere(workers, plan, splits);
    }

    /**
     * Runs one task again as the state directory has it, from the last complete epoch on, alone and without anything
     * that would be noticed outside; the job must not run meanwhile. Settings must be those with which it ran; a
     * recovery need not be set.
     *
     * @param listener hears what the task does
     * @throws BadInputException if the state directory cannot be used or is of another job, or has no such task
     * @throws dev.levada.cluster.planner.GuaranteeException if the job's recovery does not record enough
     * @throws dev.levada.node.replay.ReplayFailedException if an operator fails, or does something else than it did
     */
    public ReplayReport replay(Topology topology, TaskId task, ReplayListener listener) {
        return replay(topology, task, ReplayRange.standard(), listener);
    }

    /**
     * Likewise, between other epochs.
     *
     * @throws BadInputException also if there is no log of that
     */
    public ReplayReport replay(Topology topology, TaskId task, ReplayRange range, ReplayListener listener) {
        Path directory = stateDirectory;
        if (directory == null) {
            throw new BadInputException("a replay needs the state directory of the job; name it");
        }
        try (TaskReplay replay = TaskReplay.open(directory)) {
            Graph graph = topology.graph();
            Map<String, List<String>> splits = splits(graph);
            Recovery recorded = recovery != null ? recovery : replay.recovery().orElse(recovery());
            JobPlan plan = Planner.plan(graph, settings(recorded), counts(splits));
            Runs.check(replay.recording().begun(), plan, splits);
            return replay.run(plan, task, range, listener);
        } catch (IOException e) {
            throw new BadInputException(
                    "state directory '%s' cannot be closed: %s".formatted(directory, e.getMessage()), e);
        }
    }

    private void requireFitForSavepoint() {
        if (fromSavepoint != null && !recovery().keepsState()) {
            throw new BadInputException(
                    "recovery %s keeps no state, so the job cannot begin with that of a savepoint; use %s or %s"
                            .formatted(
                                    recovery().label(),
                                    Recovery.checkpoint().label(),
                                    Recovery.atLeastOnceSnapshot().label()));
        }
    }

    private void requireRecordable(JobPlan plan) {
        if (!record) {
            return;
        }
        if (stateDirectory == null) {
            throw new BadInputException(
                    "what tasks choose is recorded in the state directory, and there is none; name one, or do not record");
        }
        JobRecovery policy = Protocols.of(plan, restarts).forJob(plan);
        if (plan.chains().stream().allMatch(chain -> policy.kept(chain.task(0)) == Kept.NOWHERE)) {
            throw new BadInputException(
                    "recovery %s does not log what tasks choose, so nothing can be recorded; use %s or %s, or do not record"
                            .formatted(
                                    plan.recovery(),
                                    Recovery.causal().label(),
                                    Recovery.pessimistic().label()));
        }
    }

    private Job runHere(JobPlan plan, Map<String, List<String>> splits) {
        JobStorage storage = stateDirectory == null ? JobStorage.inMemory() : StateDirectory.open(stateDirectory);
        // Who says nothing in the same process is gone with it.
        JobOptions options = new JobOptions(
                splits,
                loops,
                batchSize,
                budgetRecords,
                seed,
                held,
                restarts,
                record,
                Suspicion.never(),
                CoordinatorSettings.standard()
                        .epochs(epochs.toNanos())
                        .cuts(plan.cuts())
                        .epochTimeout(epochTimeout.toNanos()));
        String run = Runs.of(storage, plan, splits);
        return EmbeddedJob.start(plan, run, options, storage, fromSavepoint);
    }

    private Job runElsewhere(JobRunner processes, JobPlan plan, Map<String, List<String>> splits) {
        Path directory = stateDirectory;
        JobStorage storage;
        if (directory == null) {
            PassingDirectory passing = passingDirectory();
            directory = passing.root();
            storage = passing;
        } else {
            storage = StateDirectory.open(directory);
        }
        return processes.start(order(draft(plan, splits), plan, storage, directory));
    }

    /**
     * What a job in worker processes comes to, once there is a place for its state. For the rooms of this module.
     *
     * @throws BadInputException if the storage is of another job; it is closed then
     */
    @SuppressWarnings("exports")
    public static JobOrder order(JobDraft draft, JobPlan plan, JobStorage storage, Path directory) {
        JobOptions options = new JobOptions(
                draft.splits(),
                Runtime.getRuntime().availableProcessors(),
                draft.batchSize(),
                Spill.STANDARD_BUDGET_RECORDS,
                draft.seed(),
                new LinkedHashSet<>(draft.held()),
                draft.replaces(),
                draft.record(),
                draft.suspicion(),
                CoordinatorSettings.standard()
                        .epochs(draft.epochNanos())
                        .cuts(plan.cuts())
                        .epochTimeout(draft.epochTimeoutNanos())
                        .resend(RESEND_NANOS));
        return new JobOrder(
                plan,
                draft.settings(),
                Runs.of(storage, plan, draft.splits()),
                options,
                storage,
                directory,
                draft.savepoint().map(Path::of));
    }

    private static PassingDirectory passingDirectory() {
        try {
            return PassingDirectory.make();
        } catch (IOException e) {
            throw new BadInputException("the job's temporary directory cannot be made: " + e.getMessage(), e);
        }
    }

    private Recovery recovery() {
        return recovery != null ? recovery : Recovery.standardFor(guarantee);
    }

    private JobPlan plan(Graph graph, Map<String, List<String>> splits) {
        JobPlan plan = Planner.plan(graph, settings(), counts(splits));
        Repeatable.require(graph, settings(), doubts);
        return plan;
    }

    private static Map<String, Integer> counts(Map<String, List<String>> splits) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        splits.forEach((name, all) -> counts.put(name, all.size()));
        return counts;
    }

    private JobSettings settings() {
        return settings(recovery());
    }

    private JobSettings settings(Recovery by) {
        return new JobSettings(guarantee, by, chosen, borders, parallelism, stateDirectory != null, cuts);
    }

    private static Map<String, List<String>> splits(Graph graph) {
        Map<String, List<String>> splits = new LinkedHashMap<>();
        for (Operator operator : graph.operators()) {
            if (operator.definition() instanceof Definition.Read read) {
                splits.put(operator.name(), splits(operator.name(), read.source()));
            }
        }
        return splits;
    }

    private static List<String> splits(String operator, Source<?> source) {
        try {
            return source.splits();
        } catch (IOException e) {
            throw new BadInputException(
                    "source '%s' (%s) cannot be read: %s".formatted(operator, source.describe(), e.getMessage()), e);
        }
    }
}

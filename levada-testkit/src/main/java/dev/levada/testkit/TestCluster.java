package dev.levada.testkit;

import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.graph.Graph;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.codec.Codecs;
import dev.levada.testkit.guest.SentSource;
import dev.levada.testkit.world.Guest;
import dev.levada.testkit.world.GuestWorld;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A topology that runs in a simulated cluster, driven by a test: it sends records, lets time pass, makes things go
 * wrong, and looks at what has been committed.
 *
 * <pre>{@code
 * TestCluster cluster = TestCluster.of(topology).feed("readings").recovery(Recovery.causal()).start();
 * cluster.send("readings", first, second);
 * cluster.advance(Duration.ofMillis(100));
 * cluster.crash("detect", 0);
 * cluster.send("readings", third);
 * cluster.finish();
 * assertThat(cluster.output("spikes")).containsExactly(...);
 * }</pre>
 *
 * Nothing waits for real: time passes only when the test says so, and there are no threads. The same seed does the same
 * again. An epoch begins every 20 ms, a process that is silent for 30 ms is taken for gone, and one that crashed is
 * there again within 150 ms. Sinks are not written: in their place are some that keep what they get, by the names of
 * their operators; a result that is sent nowhere goes by the name of the operator that it comes from.
 *
 * <p>Confined to one thread.
 */
public final class TestCluster {
    private static final long STEP_NANOS = 1_000_000;
    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    private static final Duration LONGEST_END = Duration.ofSeconds(60);

    private final String job;
    private final long seed;
    private final GuestWorld world;
    private final Map<String, SentSource> fed;

    private TestCluster(Setup setup, Guest guest) {
        this.job = setup.graph.job();
        this.seed = setup.seed;
        this.fed = setup.fed;
        this.world = GuestWorld.calm(guest, setup.workers, setup.seed, setup.trace);
    }

    /** Of a topology as it is written so far. */
    public static Setup of(Topology topology) {
        return new Setup(topology.graph());
    }

    /** What a cluster is like, before it starts. */
    public static final class Setup {
        private Graph graph;
        private final Map<String, SentSource> fed = new LinkedHashMap<>();
        private Recovery recovery = Recovery.checkpoint();
        private int parallelism = 2;
        private int workers = 2;
        private long seed = 1;
        private @Nullable Consumer<String> trace;
        private ClassLoader classes = TestCluster.class.getClassLoader();

        private Setup(Graph graph) {
            this.graph = graph;
        }

        /**
         * Gives a source these records, and then its end.
         *
         * @throws IllegalArgumentException if there is no source of that name
         */
        public Setup input(String source, List<?> records) {
            graph = Guest.with(graph, source, Sources.of(records));
            return this;
        }

        /**
         * Gives a source what the test will {@link TestCluster#send}.
         *
         * @throws IllegalArgumentException if there is no source of that name
         */
        public Setup feed(String source) {
            SentSource sent = new SentSource();
            graph = Guest.with(graph, source, sent);
            fed.put(source, sent);
            return this;
        }

        /** How operators recover that make no choice of their own; by checkpoints if not set. */
        public Setup recovery(Recovery protocol) {
            recovery = protocol;
            return this;
        }

        /** How many tasks operators have that make no choice of their own; 2 if not set. */
        public Setup parallelism(int tasks) {
            parallelism = tasks;
            return this;
        }

        /** How many processes run tasks, numbered from 1; 2 if not set. */
        public Setup workers(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("there must be at least 1 worker, was " + number);
            }
            workers = number;
            return this;
        }

        /** What the order of things comes from that the test leaves open; 1 if not set. */
        public Setup seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /** Hears each event, a line each. */
        public Setup trace(Consumer<String> listener) {
            trace = listener;
            return this;
        }

        /** What loads the classes of records, if not what loaded this one. */
        public Setup classes(ClassLoader loader) {
            classes = loader;
            return this;
        }

        /** Starts the cluster, and lets time pass until all tasks run. */
        public TestCluster start() {
            TestCluster cluster = new TestCluster(this, new Guest(graph, recovery, parallelism, new Codecs(classes)));
            cluster.begin();
            return cluster;
        }
    }

    private void begin() {
        world.begin();
        awaitTasks();
    }

    /**
     * Lets time pass until all tasks run, or the job has finished.
     *
     * @throws AssertionError if that takes more than 10 s, or something went wrong that never may
     */
    public void awaitTasks() {
        long until = world.nowNanos() + LONGEST_START.toNanos();
        while (!world.allRun() && !world.isFinished()) {
            if (world.nowNanos() > until) {
                throw failed("not all tasks run after " + LONGEST_START);
            }
            pass(STEP_NANOS);
        }
    }

    /**
     * Sends records to a source that is {@link Setup#feed fed}; they are read when time passes.
     *
     * @throws IllegalArgumentException if the source is not fed
     * @throws IllegalStateException if its end was said
     */
    public void send(String source, Object... records) {
        SentSource sent = fed(source);
        for (Object record : records) {
            sent.send(record);
        }
    }

    /** Says that a source gets nothing more. */
    public void end(String source) {
        fed(source).end();
    }

    private SentSource fed(String source) {
        SentSource sent = fed.get(source);
        if (sent == null) {
            throw new IllegalArgumentException("source '%s' of job '%s' is not fed; say feed(\"%s\") before start()"
                    .formatted(source, job, source));
        }
        return sent;
    }

    /**
     * Lets time pass, or less if the job comes to its end.
     *
     * @throws AssertionError if a task fails by itself, or something went wrong that never may
     */
    public void advance(Duration time) {
        pass(time.toNanos());
    }

    private void pass(long nanos) {
        world.advance(nanos);
        Optional<String> violation = world.violation();
        if (violation.isPresent()) {
            throw failed(violation.get());
        }
    }

    /**
     * Says the end of all inputs, and lets time pass until everything is committed.
     *
     * @throws AssertionError if that takes more than a minute, or something went wrong that never may
     */
    public void finish() {
        fed.values().forEach(SentSource::end);
        pass(LONGEST_END.toNanos());
        if (!world.isFinished()) {
            throw failed("it has not come to its end after " + LONGEST_END + "; do its sources end?");
        }
    }

    private FailedSeedError failed(String what) {
        return new FailedSeedError(seed, "job '%s', seed %d, at %s: %s".formatted(job, seed, now(), what));
    }

    /** What an output has committed so far. */
    @SuppressWarnings("unchecked") // the caller knows what the topology writes there
    public <T> List<T> output(String name) {
        Map<String, List<Object>> all = world.committed();
        List<Object> values = all.get(name);
        if (values == null) {
            throw new IllegalArgumentException(
                    "job '%s' has no output '%s'; it has %s".formatted(job, name, List.copyOf(all.keySet())));
        }
        return (List<T>) values;
    }

    /** How much time has passed in the cluster. */
    public Duration now() {
        return Duration.ofNanos(world.nowNanos());
    }

    /** Whether everything is committed. */
    public boolean isFinished() {
        return world.isFinished();
    }

    /** How often tasks were started again, after the first time. */
    public long recoveries() {
        return Math.max(0, world.times("a recovery") - 1);
    }

    /**
     * A task fails; its process goes on.
     *
     * @param operator one of those that the task runs
     * @param task from 0
     * @throws IllegalStateException if it does not run now
     */
    public void crash(String operator, int task) {
        if (!world.crashTask(operator, task)) {
            throw new IllegalStateException(
                    "task %d of operator '%s' does not run at %s, so it cannot crash; it runs %s"
                            .formatted(
                                    task,
                                    operator,
                                    now(),
                                    world.workersOf(operator).keySet()));
        }
    }

    /**
     * A process is gone with all of its tasks, and comes back empty.
     *
     * @param worker from 1
     */
    public void crashWorker(int worker) {
        world.crashWorker(worker);
    }

    /** The coordinator is gone, and comes back with what its log holds. */
    public void crashCoordinator() {
        world.crashCoordinator();
    }

    /**
     * A process stands still, and then goes on as if nothing had been.
     *
     * @param worker from 1
     */
    public void freeze(int worker, Duration time) {
        world.freeze(worker, time.toNanos());
    }

    /**
     * The process that runs a task.
     *
     * @throws IllegalStateException if it does not run now
     */
    public int workerOf(String operator, int task) {
        Integer worker = world.workersOf(operator).get(task);
        if (worker == null) {
            throw new IllegalStateException(
                    "task %d of operator '%s' does not run at %s".formatted(task, operator, now()));
        }
        return worker;
    }
}

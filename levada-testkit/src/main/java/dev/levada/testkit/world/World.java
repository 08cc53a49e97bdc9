package dev.levada.testkit.world;

import dev.levada.api.graph.Graph;
import dev.levada.api.recovery.Guarantee;
import dev.levada.cluster.control.Order;
import dev.levada.cluster.planner.JobSettings;
import dev.levada.cluster.planner.Planner;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.recovery.Protocols;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.chance.Sometimes;
import dev.levada.testkit.sample.Workload;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One simulated cluster that runs one job, from a seed to its end. */
public final class World implements Landmark {
    private static final long MILLI = 1_000_000;
    /** How long nothing may come of a job, from when all faults are over until it is finished. */
    private static final long PATIENCE_NANOS = 20_000 * MILLI;
    /** What happens after the end must not change what was shown. */
    private static final long AFTERMATH_NANOS = 100 * MILLI;

    private static final long MAX_EVENTS = 3_000_000;
    private static final int LOOP_PERCENT = 15;
    private static final int AT_ONCE_PERCENT = 30;
    private static final int CALLS_PERCENT = 25;
    private static final int BROADCAST_PERCENT = 20;
    private static final int TOGETHER_PERCENT = 70;

    private final transient Setting setting;
    private final Profile profile;
    private final Doors doors;
    private final TraceHash trace;
    private final Timeline timeline;
    private final Chance pace;
    private final Network network;
    private final Workload job;
    private final Graph graph;
    private final JobPlan plan;
    private final RecoveryProtocol protocol;
    private final JobRecovery policy;
    private final Sometimes sometimes = new Sometimes();
    private final Oracles oracles;
    private final WorkerLogs logs;
    private final boolean tellsLate;
    private final boolean failsAsOne;
    /** From when on each worker hears of each recovery. */
    private final Map<List<Long>, Long> told = new LinkedHashMap<>();

    private final Store store;
    private final SnapshotStorage storage;
    private final List<WorkerNode> workers = new ArrayList<>();
    private final CoordinatorNode coordinator;
    private final Chaos chaos;
    private long finishedNanos = -1;
    private transient long movedNanos;
    private @Nullable String violation;

    /**
     * A world drawn from a seed.
     *
     * @param listener hears each event, a line each, or null
     */
    public World(long seed, Choice choice, Doors doors, @Nullable Consumer<String> listener) {
        this(new Chance(seed), choice.drawn(new Chance(~seed)), doors, listener);
    }

    /**
     * A world in which nothing is left to chance.
     *
     * @param chooser says what happens next
     */
    public World(Stage stage, Chooser chooser, Doors doors, @Nullable Consumer<String> listener) {
        this(Chance.none(), new Staged(stage, chooser), doors, listener);
    }

    World(Chance chance, Setting setting, Doors doors, @Nullable Consumer<String> listener) {
        this.setting = setting;
        this.profile = setting.profile(chance.split());
        this.doors = doors;
        this.trace = new TraceHash(listener);
        this.timeline = setting.timeline(this, chance.split(), trace);
        this.pace = chance.split();
        this.network = new Network(this, chance.split(), profile);
        this.oracles = new Oracles(this, chance.split());
        this.job = setting.job(chance.split(), profile, oracles);
        Map<String, Integer> splits = new LinkedHashMap<>();
        job.splits().forEach((source, names) -> splits.put(source, names.size()));
        Mixture protocols = profile.protocols();
        this.graph = setting.graph(job.graph(), protocols, pace);
        JobSettings settings = new JobSettings(asked(), protocols.standard(), setting.parallelism(), false);
        this.plan = Planner.plan(graph, settings.cuts(profile.cuts()), splits);
        this.protocol = doors.protocol(Protocols.of(plan, profile.replaces()));
        this.policy = doors.policy(protocol.forJob(plan));
        Set<Kept> kept = EnumSet.noneOf(Kept.class);
        plan.chains().forEach(chain -> kept.add(policy.kept(chain.task(0))));
        this.logs = new WorkerLogs(this, kept, kept.contains(Kept.DURABLE) && setting.logsInStore(pace));
        this.tellsLate = tellsLate(kept);
        this.failsAsOne = drawsFailsAsOne();
        this.store = new Store(this, chance.split());
        this.storage = doors.storage(store);
        this.coordinator = new CoordinatorNode(this, chance.split());
        List<Host> hosts = hosts(kept, profile.workers());
        for (int number = 1; number <= profile.workers(); number++) {
            workers.add(new WorkerNode(this, number, hosts.get(number % hosts.size())));
        }
        this.chaos = new Chaos(this, chance.split());
    }

    /** Whether some workers hear of a recovery later than others, where something may come in between. */
    private boolean tellsLate(Set<Kept> kept) {
        boolean matters = kept.contains(Kept.LOCAL) || kept.contains(Kept.COPIED);
        return matters && pace.split().percent(60);
    }

    /** Whether producers hold nothing of what they hand to consumers in their process, where that may be. */
    private boolean drawsFailsAsOne() {
        boolean matters = plan.edges().stream()
                .anyMatch(edge -> policy.goTogether(
                        plan.chain(edge.producer()).task(0),
                        plan.chain(edge.consumer()).task(0)));
        return profile.local() && matters && pace.split().percent(TOGETHER_PERCENT);
    }

    /** Where it matters, some workers are on one machine. */
    private List<Host> hosts(Set<Kept> kept, int most) {
        List<Host> all = new ArrayList<>();
        if (!kept.contains(Kept.LOCAL)) {
            all.add(new Host(this, 1, new Chance(1))); // its disk is not used
            return all;
        }
        Chance chance = pace.split();
        long number = chance.between(1, chance.percent(70) ? (most + 1) / 2 : most);
        while (all.size() < number) {
            all.add(new Host(this, all.size() + 1, chance));
        }
        return all;
    }

    /** Not even exactly once can a sink give that shows at once; the others do. */
    private Guarantee asked() {
        Guarantee given = profile.guarantee();
        boolean atOnce = job.outputs().stream().anyMatch(output -> output.sink().isPlain());
        return given == Guarantee.EXACTLY_ONCE && atOnce ? Guarantee.AT_LEAST_ONCE : given;
    }

    /**
     * What is chosen for a world; the rest is drawn.
     *
     * @param onlyFaults the kinds there may be, or null for any
     * @param records in place of a drawn number, if above 0
     * @param loops whether there is a loop in every job, and not in some only
     */
    public record Choice(Mixture protocols, @Nullable Set<Fault> onlyFaults, int records, boolean loops) {

        /** Of a chance of its own: a world that has nothing of it is the same as if there were no such thing. */
        private Drawn drawn(Chance chance) {
            boolean loop = loops || (protocols.mayLoop() && chance.percent(LOOP_PERCENT));
            boolean atOnce = chance.percent(AT_ONCE_PERCENT);
            boolean calls = protocols.mayCall() && chance.percent(CALLS_PERCENT);
            return new Drawn(this, loop, atOnce, calls, chance.percent(BROADCAST_PERCENT));
        }
    }

    private record Drawn(Choice choice, boolean loops, boolean showsAtOnce, boolean calls, boolean broadcasts)
            implements Setting {
        @Override
        public Profile profile(Chance chance) {
            return Profile.draw(chance, choice.protocols(), choice.onlyFaults(), choice.records());
        }
    }

    /**
     * What a run came to.
     *
     * @param violation what never may happen and did, or null
     * @param finished whether the job came to its end
     */
    public record Outcome(
            @Nullable String violation,
            boolean finished,
            long traceHash,
            long events,
            long virtualNanos,
            Sometimes sometimes) {}

    /** Runs until the job is finished, the time is over, or something is violated. */
    public Outcome run() {
        begin();
        while (violation == null && timeline.nowNanos() < untilNanos() && timeline.count() < MAX_EVENTS) {
            if (finishedNanos >= 0 && nowNanos() > finishedNanos + AFTERMATH_NANOS) {
                break;
            }
            if (!timeline.step()) {
                break;
            }
        }
        if (violation == null && finishedNanos >= 0) {
            oracles.finished();
        }
        workers.forEach(worker ->
                worker.attempts().forEach(attempt -> say("worker %d: %s", worker.number, attempt.describe())));
        if (violation == null && finishedNanos < 0 && profile.live()) {
            violated("the job did not finish, %d ms after the last fault, and nothing has come of it for %d ms"
                    .formatted((nowNanos() - profile.faultsUntilNanos()) / MILLI, (nowNanos() - movedNanos) / MILLI));
        }
        return new Outcome(
                violation, finishedNanos >= 0, trace.hash(), timeline.count(), timeline.nowNanos(), sometimes);
    }

    private long untilNanos() {
        long calm = profile.faultsUntilNanos();
        return profile.live() ? Math.max(calm, movedNanos) + PATIENCE_NANOS : calm;
    }

    /** A sink shows records, or a call is answered, so that the job is not stuck, however slow it is. */
    void moves() {
        movedNanos = nowNanos();
    }

    /** From here on things happen. */
    void begin() {
        oracles.expect(job);
        say("%s", profile);
        graph.operators().forEach(operator -> say("%s", operator));
        onNode(coordinator, MILLI / 2, "begin", coordinator::begin);
        chaos.begin();
    }

    /** Lets the next thing happen; false if there is none. */
    boolean step() {
        return timeline.step();
    }

    /** What never may happen and did, first; null if nothing did. */
    @Nullable
    String violation() {
        return violation;
    }

    boolean isFinished() {
        return finishedNanos >= 0;
    }

    void finished() {
        if (finishedNanos < 0) {
            finishedNanos = nowNanos();
            say("FINISHED");
        }
    }

    @Override
    public String landmark() {
        return "0 world";
    }

    boolean failsAsOne() {
        return failsAsOne;
    }

    public Profile profile() {
        return profile;
    }

    Doors doors() {
        return doors;
    }

    Network network() {
        return network;
    }

    Workload job() {
        return job;
    }

    JobPlan plan() {
        return plan;
    }

    RecoveryProtocol protocol() {
        return protocol;
    }

    JobRecovery policy() {
        return policy;
    }

    Oracles oracles() {
        return oracles;
    }

    Store store() {
        return store;
    }

    SnapshotStorage storage() {
        return storage;
    }

    WorkerLogs logs() {
        return logs;
    }

    /** How much later than others a worker hears that it is to leave some, in one recovery. */
    long lateNanos(Order order, Node worker) {
        if (!tellsLate || !(order instanceof Order.Fence fence)) {
            return 0;
        }
        List<Long> key = List.of(fence.round(), (long) worker.number);
        long until = told.computeIfAbsent(
                key, any -> nowNanos() + (pace.percent(50) ? pace.between(5 * MILLI, 60 * MILLI) : 0));
        return Math.max(0, until - nowNanos());
    }

    CoordinatorNode coordinator() {
        return coordinator;
    }

    List<WorkerNode> workers() {
        return workers;
    }

    /** @param number from 1 */
    WorkerNode worker(int number) {
        return workers.get(number - 1);
    }

    Chaos chaos() {
        return chaos;
    }

    /** What the length of turns and the like comes from. */
    Chance pace() {
        return pace;
    }

    long nowNanos() {
        return timeline.nowNanos();
    }

    /** Whether things go wrong in this way now. */
    boolean faulty(Fault fault) {
        return profile.faults().contains(fault) && nowNanos() < profile.faultsUntilNanos();
    }

    /** Lets something happen that no node has to be up for. */
    void later(long delayNanos, String kind, Runnable deed) {
        timeline.at(nowNanos() + delayNanos, kind, -1, Timeline.FREE, deed);
    }

    /** Lets a node do something, unless its process is gone by then; if it stands still, later. */
    void onNode(Node node, long delayNanos, String kind, Runnable deed) {
        onNode(node, delayNanos, kind, Timeline.FREE, deed);
    }

    /** @param lane see {@link Timeline#at} */
    void onNode(Node node, long delayNanos, String kind, Object lane, Runnable deed) {
        int incarnation = node.incarnation();
        timeline.at(nowNanos() + delayNanos, kind, node.number, lane, () -> runOn(node, incarnation, kind, deed));
    }

    /** What a node was to do it will not do: its process is gone. */
    void gone(Node node) {
        timeline.clear(node.number);
    }

    /** What was to happen in a lane will not. */
    void closed(Object lane) {
        timeline.clear(lane);
    }

    /** How much longer than usual what is sent over a connection takes. */
    long biasNanos(OpenRequest connection) {
        return setting.biasNanos(connection);
    }

    Setting setting() {
        return setting;
    }

    private void runOn(Node node, int incarnation, String kind, Runnable deed) {
        if (!node.isUp() || node.incarnation() != incarnation) {
            return;
        }
        if (node.isFrozen()) {
            timeline.at(
                    node.frozenUntil(), kind, node.number, Timeline.FREE, () -> runOn(node, incarnation, kind, deed));
            return;
        }
        try {
            deed.run();
        } catch (RuntimeException e) {
            violated("%s on node %d: %s".formatted(kind, node.number, trail(e)));
        }
    }

    void noteTurn(int done) {
        trace.note("turn", done);
    }

    void say(String format, Object... arguments) {
        trace.say(format, arguments);
    }

    void sometimes(String what) {
        sometimes.hit(what);
    }

    /** How often something interesting has happened. */
    long times(String what) {
        return sometimes.counts().getOrDefault(what, 0L);
    }

    void sometimes(String what, long times) {
        sometimes.hit(what, times);
    }

    /** Only the first one counts: what follows may follow from it. */
    void violated(String what) {
        say("VIOLATION %s", what);
        if (violation == null) {
            violation = what;
        }
    }

    /** A failure with what caused it, and where. */
    static String trail(Throwable failure) {
        StringBuilder trail = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            trail.append(trail.length() == 0 ? "" : "; because ").append(cause);
            if (cause.getCause() == null && cause.getStackTrace().length > 0) {
                for (int i = 0; i < Math.min(4, cause.getStackTrace().length); i++) {
                    trail.append(" < ").append(cause.getStackTrace()[i]);
                }
            }
        }
        return trail.toString();
    }
}

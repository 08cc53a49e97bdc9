package dev.levada.testkit.world;

import dev.levada.cluster.worker.Attempt;
import dev.levada.core.plan.JobPlan;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.guest.GuestJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A simulated cluster that runs one job of a user's. Confined to one thread. */
public final class GuestWorld {
    private static final long MAX_EVENTS = 3_000_000;

    private final World world;
    private final GuestJob job;
    private boolean there;

    private GuestWorld(long seed, Hosting hosting, Doors doors, @Nullable Consumer<String> listener) {
        this.world = new World(new Chance(seed), hosting, doors, listener);
        this.job = hosting.job();
    }

    /**
     * Nothing goes wrong but what is asked for.
     *
     * @param workers how many processes tasks are spread over, from 1
     * @param listener hears each event, a line each, or null
     */
    public static GuestWorld calm(Guest guest, int workers, long seed, @Nullable Consumer<String> listener) {
        return calm(guest, workers, seed, new Doors() {}, listener);
    }

    /** Likewise, with a planted bug. */
    public static GuestWorld calm(
            Guest guest, int workers, long seed, Doors doors, @Nullable Consumer<String> listener) {
        Mixture protocols = new Mixture(guest.recoveries());
        return new GuestWorld(seed, new Hosting(guest, chance -> Profile.calm(protocols, workers)), doors, listener);
    }

    /**
     * What goes wrong, and how big everything is, comes from the seed.
     *
     * @param only the kinds of faults there may be, or null for any
     * @param listener hears each event, a line each, or null
     */
    public static GuestWorld drawn(
            Guest guest, @Nullable Set<Fault> only, long seed, @Nullable Consumer<String> listener) {
        return drawn(guest, only, seed, new Doors() {}, listener);
    }

    /** Likewise, with a planted bug. */
    public static GuestWorld drawn(
            Guest guest, @Nullable Set<Fault> only, long seed, Doors doors, @Nullable Consumer<String> listener) {
        Mixture protocols = new Mixture(guest.recoveries());
        return new GuestWorld(
                seed, new Hosting(guest, chance -> Profile.draw(chance, protocols, only, 1)), doors, listener);
    }

    /** Runs from the beginning until the job is finished, the time is over, or something is violated. */
    public World.Outcome run() {
        return world.run();
    }

    /** See {@link GuestJob#committed}. */
    public Map<String, List<Object>> committed() {
        return job.committed();
    }

    /** See {@link GuestJob#counts}. */
    public Map<String, Long> counts() {
        return job.counts();
    }

    /** What went wrong, and when, for people. */
    public List<String> faults() {
        return world.chaos().struck();
    }

    // For who drives it

    /** From here on things happen, when time passes. */
    public void begin() {
        world.begin();
    }

    /**
     * Lets time pass. Ends before that time if the job has finished, or something is violated.
     *
     * @throws IllegalStateException if too much happens in this time
     */
    public void advance(long nanos) {
        there = false;
        world.later(nanos, "there", () -> there = true);
        for (long events = 0; !there && !world.isFinished() && world.violation() == null; events++) {
            if (events > MAX_EVENTS) {
                throw new IllegalStateException(
                        "more than %d things happened in this time; let less time pass at once".formatted(MAX_EVENTS));
            }
            if (!world.step()) {
                return;
            }
        }
    }

    public long nowNanos() {
        return world.nowNanos();
    }

    public boolean isFinished() {
        return world.isFinished();
    }

    /** What never may happen and did. */
    public Optional<String> violation() {
        return Optional.ofNullable(world.violation());
    }

    /** How many tasks run now, of how many. */
    public boolean allRun() {
        int running = world.workers().stream()
                .mapToInt(worker -> worker.attempts().size())
                .sum();
        return running == world.plan().tasks();
    }

    /** The processes that run tasks of an operator: the number of each, by the task's number. */
    public Map<Integer, Integer> workersOf(String operator) {
        String chain = chainOf(operator);
        Map<Integer, Integer> workers = new LinkedHashMap<>();
        world.workers()
                .forEach(worker -> worker.attempts().stream()
                        .filter(attempt -> attempt.id().chain().equals(chain))
                        .forEach(attempt -> workers.put(attempt.id().index(), worker.number)));
        return workers;
    }

    /** A task fails; its process goes on. False if it does not run now. */
    public boolean crashTask(String operator, int index) {
        String chain = chainOf(operator);
        List<Attempt> running = new ArrayList<>();
        world.workers().forEach(worker -> running.addAll(worker.attempts()));
        running.removeIf(
                attempt -> !attempt.id().chain().equals(chain) || attempt.id().index() != index);
        running.forEach(Attempt::crash);
        return !running.isEmpty();
    }

    private String chainOf(String operator) {
        return world.plan().chains().stream()
                .filter(chain ->
                        chain.operators().stream().anyMatch(each -> each.name().equals(operator)))
                .map(JobPlan.Chain::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the job has no operator '%s'; it has %s"
                        .formatted(
                                operator,
                                world.plan().chains().stream()
                                        .flatMap(chain -> chain.operators().stream())
                                        .map(each -> "'" + each.name() + "'")
                                        .collect(Collectors.joining(", ")))));
    }

    /** A process is gone with all of its tasks, and comes back empty after a while. */
    public void crashWorker(int number) {
        world.chaos().crashWorker(worker(number));
    }

    /** The coordinator is gone, and comes back with what its log holds. */
    public void crashCoordinator() {
        world.chaos().crashCoordinator();
    }

    /** A process stands still for some time, and then goes on as if nothing had been. */
    public void freeze(int number, long nanos) {
        worker(number).freeze(world.nowNanos() + nanos);
    }

    private WorkerNode worker(int number) {
        int last = world.workers().size();
        if (number < 1 || number > last) {
            throw new IllegalArgumentException("workers have numbers from 1 to %d, was %d".formatted(last, number));
        }
        return world.worker(number);
    }

    /** Something happened so often; see the simulator. */
    public long times(String what) {
        return world.times(what);
    }
}

package dev.levada.testkit.world;

import dev.levada.api.graph.Graph;
import dev.levada.api.recovery.Guarantee;
import dev.levada.cluster.control.Location;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.sample.Outside;
import dev.levada.testkit.sample.SampleJob;
import dev.levada.testkit.sample.Workload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a world begins with. As it stands, all but the profile is drawn. */
interface Setting {

    Profile profile(Chance chance);

    default Timeline timeline(World world, Chance ties, TraceHash trace) {
        return new DrawnTimeline(ties, trace);
    }

    default Workload job(Chance chance, Profile profile, Outside outside) {
        boolean exact = profile.guarantee() == Guarantee.EXACTLY_ONCE;
        return new SampleJob(
                chance,
                new SampleJob.Shape(
                        profile.records(),
                        profile.durationNanos(),
                        !exact || showsAtOnce(),
                        true,
                        loops(),
                        calls(),
                        broadcasts()),
                outside);
    }

    /** Whether there is a loop in the job. */
    default boolean loops() {
        return false;
    }

    /** Whether an operator of the job makes calls. */
    default boolean calls() {
        return false;
    }

    /** Whether there is an operator in the job of which every task gets some records. */
    default boolean broadcasts() {
        return false;
    }

    /** Whether sinks of a job that gives exactly once may show at once. */
    default boolean showsAtOnce() {
        return false;
    }

    /** How many tasks an operator has that says nothing itself. */
    default int parallelism() {
        return 2;
    }

    /** The operators of a job, each of which has chosen how it recovers. */
    default Graph graph(Graph graph, Mixture protocols, Chance chance) {
        return protocols.chosen(graph, chance);
    }

    /** Whether what tasks choose is kept in the store, and not by their workers. */
    default boolean logsInStore(Chance chance) {
        return chance.percent(50);
    }

    /** How much longer than usual what is sent over a connection takes. */
    default long biasNanos(OpenRequest connection) {
        return 0;
    }

    /** Where an attempt is to run. */
    default Location place(JobPlan plan, TaskId task, List<Location> alive, Chance chance) {
        return chance.percent(50) ? alive.get(task.index() % alive.size()) : chance.oneOf(alive);
    }

    /**
     * Where what a task last stored is held ready; null if nowhere. Mostly the same one, as what it holds can then be
     * added to; it may be where the task runs.
     */
    default @Nullable Location standby(TaskId task, List<Location> alive) {
        return alive.isEmpty() ? null : alive.get(task.index() % alive.size());
    }
}

package dev.levada.testkit.world;

import dev.levada.api.graph.Graph;
import dev.levada.api.recovery.Cuts;
import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Suspicion;
import dev.levada.cluster.coordinator.CoordinatorSettings;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.sample.Outside;
import dev.levada.testkit.sample.SmallJob;
import dev.levada.testkit.sample.Workload;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The setting of a world in which nothing is left to chance. */
record Staged(Stage stage, Chooser chooser) implements Setting {
    private static final long MILLI = 1_000_000;
    private static final long NEVER = 1_000_000 * MILLI;
    private static final CoordinatorSettings OFTEN =
            new CoordinatorSettings(NEVER, Long.MAX_VALUE, 50 * MILLI, 2 * MILLI, 1_000_000, MILLI, 50 * MILLI);
    private static final int CAPACITY = 8;

    @Override
    public Profile profile(Chance chance) {
        return new Profile(
                stage.protocols(),
                true,
                EnumSet.noneOf(Fault.class),
                true,
                stage.workers(),
                0,
                0,
                1,
                CAPACITY,
                OFTEN.epochs(stage.epochNanos()),
                new Suspicion(NEVER, NEVER),
                Stage.DUE_NANOS + stage.lastingNanos(),
                NEVER,
                0,
                0,
                false,
                Cuts.ALIGNED);
    }

    @Override
    public Timeline timeline(World world, Chance ties, TraceHash trace) {
        return new ChosenTimeline(world, stage, chooser, trace);
    }

    @Override
    public Workload job(Chance chance, Profile profile, Outside outside) {
        return SmallJob.of(stage.hops(), stage.sinks(), stage.records(), Stage.DUE_NANOS, stage.recoveries(), outside);
    }

    @Override
    public Graph graph(Graph graph, Mixture protocols, Chance chance) {
        return graph;
    }

    /** What was not stored is lost with its worker. */
    @Override
    public boolean logsInStore(Chance chance) {
        return true;
    }

    /** What comes first to one attempt usually comes last to the next: whoever chooses anew chooses otherwise. */
    @Override
    public long biasNanos(OpenRequest connection) {
        boolean isChosen = connection.channel().consumer().chain().equals("merge");
        boolean isFirst = connection.channel().producer().index() == 0;
        boolean isOdd = connection.consumerAttempt() % 2 == 1;
        return isChosen && isFirst == isOdd ? MILLI : 0;
    }

    @Override
    public @Nullable Location standby(TaskId task, List<Location> alive) {
        return null;
    }

    /** On the worker of its operator; if that is not there, on the next one. */
    @Override
    public Location place(JobPlan plan, TaskId task, List<Location> alive, Chance chance) {
        int chain = plan.chains().indexOf(plan.chain(task.chain()));
        for (int i = 0; i < stage.workers(); i++) {
            int worker = (chain + i) % stage.workers() + 1;
            for (Location location : alive) {
                if (location.worker() == worker) {
                    return location;
                }
            }
        }
        throw new IllegalStateException("none of the workers 1 to %d is among %s".formatted(stage.workers(), alive));
    }
}

package dev.levada.cluster.coordinator;

import static dev.levada.cluster.coordinator.Told.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.planner.JobSettings;
import dev.levada.cluster.planner.Planner;
import dev.levada.core.plan.JobPlan;
import dev.levada.recovery.Protocols;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SharedChoicesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final JobPlan PLAN = plan();

    private final Told told = new Told();
    private final JobCoordinator job =
            new JobCoordinator(PLAN, Protocols.of(PLAN, true).forJob(PLAN), CoordinatorSettings.standard(), told);

    private static JobPlan plan() {
        Topology topology = Topology.named("job");
        topology.from("s", Sources.generate(1, index -> index).build()).to("out", Sinks.discard());
        return Planner.plan(
                topology.graph(), new JobSettings(Guarantee.AT_LEAST_ONCE, Recovery.causal(2), 1, false), Map.of());
    }

    @BeforeEach
    void startWithACompleteEpoch() {
        job.start(0);
        restored();
        job.tick(SECOND);
        complete();
    }

    private void restored() {
        job.restored(TASK, told.attempt, told.round, false);
    }

    private void complete() {
        long epoch = told.triggered.get(told.triggered.size() - 1);
        job.taken(TASK, told.attempt, epoch, "snapshot");
        job.committed(TASK, told.attempt, epoch);
    }

    private void lose(String process) {
        job.failed(TASK, told.attempt, process, "a fault", false, 2 * SECOND);
    }

    @Test
    void asManyWorkersAreMadeUpForAsWereAskedForAndNoMore() {
        lose("w1");
        assertThat(told.repeating).containsExactly(TASK);
        lose("w2");
        assertThat(told.repeating).containsExactly(TASK);
        lose("w3");
        assertThat(told.repeating).isEmpty();
    }

    @Test
    void afterATaskHasMovedAnyLossIsTooMuchUntilAnEpochIsComplete() {
        job.relocate(Set.of(TASK));
        job.fenced(TASK, told.attempt, told.round + 1, new Fenced(Map.of(), List.of()));
        assertThat(told.repeating).containsExactly(TASK);
        lose("w1");
        assertThat(told.repeating).isEmpty();

        restored();
        complete();
        lose("w1");
        assertThat(told.repeating).containsExactly(TASK);
    }

    @Test
    void whereNobodyMovesALossIsNoMoreThanOne() {
        job.relocate(Set.of());
        lose("w1");

        assertThat(told.repeating).containsExactly(TASK);
    }
}

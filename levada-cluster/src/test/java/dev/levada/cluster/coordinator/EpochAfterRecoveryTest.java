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
import dev.levada.core.plan.TaskId;
import dev.levada.recovery.Protocols;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EpochAfterRecoveryTest {
    private static final long SECOND = 1_000_000_000L;

    private final Told told = new Told();
    private final JobCoordinator job = new JobCoordinator(
            plan(), Protocols.of(Recovery.checkpoint(), true).forJob(plan()), CoordinatorSettings.standard(), told);

    private static JobPlan plan() {
        Topology topology = Topology.named("job");
        topology.from("s", Sources.generate(1, index -> index).build()).to("out", Sinks.discard());
        return Planner.plan(
                topology.graph(), new JobSettings(Guarantee.AT_LEAST_ONCE, Recovery.checkpoint(), 1, false), Map.of());
    }

    private void restored() {
        job.restored(TASK, told.attempt, told.round, false);
    }

    private void complete(long epoch) {
        job.taken(TASK, told.attempt, epoch, "snapshot");
        job.committed(TASK, told.attempt, epoch);
    }

    private void startWithACompleteEpoch() {
        job.start(0);
        restored();
        job.tick(SECOND);
        assertThat(told.triggered).containsExactly(1L);
        complete(1);
    }

    @Test
    void isTriggeredAsSoonAsAllTasksRunAgain() {
        startWithACompleteEpoch();
        long now = SECOND + SECOND / 10;
        job.failed(TASK, told.attempt, "w1", "a fault", false, now);
        assertThat(told.triggered).hasSize(1);
        restored();

        assertThat(told.triggered).containsExactly(1L, 2L);
        complete(2);
        job.tick(now + SECOND / 2);
        assertThat(told.triggered).hasSize(2);
        job.tick(now + SECOND);
        assertThat(told.triggered).hasSize(3);
    }

    @Test
    void waitsForTasksThatDoAgainWhatTheyDid() {
        startWithACompleteEpoch();
        job.failed(TASK, told.attempt, "w1", "a fault", false, SECOND);
        job.restored(TASK, told.attempt, told.round, true);
        job.tick(3 * SECOND);
        assertThat(told.triggered).hasSize(1);

        job.replayed(TASK, told.attempt);
        assertThat(told.triggered).hasSize(2);
    }

    @Test
    void waitsForNobodyWhoIsHeardOfAgainAfterItHas() {
        startWithACompleteEpoch();
        job.failed(TASK, told.attempt, "w1", "a fault", false, SECOND);
        job.replayed(TASK, told.attempt);
        job.restored(TASK, told.attempt, told.round, true); // which came late
        assertThat(told.triggered).hasSize(2);

        complete(2);
        job.failed(TASK, told.attempt, "w1", "a fault", false, 2 * SECOND);
        job.restored(TASK, told.attempt, told.round, true);
        job.failed(TASK, told.attempt, "w1", "a fault", false, 3 * SECOND);
        job.restored(TASK, told.attempt, told.round, false);
        assertThat(told.triggered).hasSize(3);
    }

    @Test
    void doesNotMakeUpForTasksThatFailAgainAndAgain() {
        startWithACompleteEpoch();
        long now = SECOND;
        for (int failures = 0; failures < 10 && told.failure.isEmpty(); failures++) {
            job.failed(TASK, told.attempt, "w1", "poison", true, now);
            now += SECOND / 2;
            job.tick(now);
            restored();
            complete(job.completeEpoch() + 1);
        }

        assertThat(told.failure).startsWith("poison; it was tried 4 times");
    }

    /** Orphans are shut out of the store before they are told that they are replaced: what they write then fails. */
    @Test
    void whoIsAboutToBeReplacedIsNotToBlameForFailing() {
        Topology topology = Topology.named("job");
        topology.from("s", Sources.generate(9, index -> index).splits(2).build())
                .parallelism(2)
                .to("out", Sinks.discard());
        JobPlan plan = Planner.plan(
                topology.graph(), new JobSettings(Guarantee.AT_LEAST_ONCE, Recovery.optimistic(), 2, false), Map.of());
        JobCoordinator pair = new JobCoordinator(
                plan, Protocols.of(Recovery.optimistic(), true).forJob(plan), CoordinatorSettings.standard(), told);
        TaskId orphan = new TaskId("s", 1);
        pair.start(0);
        pair.restored(TASK, 1, told.round, false);
        pair.restored(orphan, 1, told.round, false);
        long attempt = 1;

        for (int failures = 0; failures < 10; failures++) {
            pair.failed(TASK, attempt, "w1", "a fault", false, SECOND);
            told.found.accept(new FoundLogs(Set.of(), List.of()));
            pair.fenced(orphan, attempt, told.round, new Fenced(Map.of(), List.of(), true));
            pair.failed(orphan, attempt, "w2", "shut out", true, SECOND);
            told.found.accept(new FoundLogs(Set.of(), List.of()));
            assertThat(told.attempt).isGreaterThan(attempt);
            attempt = told.attempt;
            pair.restored(TASK, attempt, told.round, false);
            pair.restored(orphan, attempt, told.round, false);
        }

        assertThat(told.failure).isEmpty();
    }

    @Test
    void noEpochBeginsBeforeAllKnowThatTheLastIsComplete() {
        job.start(0);
        restored();
        job.tick(SECOND);
        job.taken(TASK, told.attempt, 1, "snapshot");
        job.tick(3 * SECOND);

        assertThat(told.triggered).containsOnly(1L);

        job.committed(TASK, told.attempt, 1);

        assertThat(told.triggered).contains(2L);
    }
}

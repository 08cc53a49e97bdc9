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
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogsOnHostsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final JobPlan PLAN = plan();

    private final Told told = new Told();
    private final JobCoordinator job =
            new JobCoordinator(PLAN, Protocols.of(PLAN, true).forJob(PLAN), CoordinatorSettings.standard(), told);

    private long now = 2 * SECOND;

    private static JobPlan plan() {
        Topology topology = Topology.named("job");
        topology.from("s", Sources.generate(1, index -> index).build()).to("out", Sinks.discard());
        return Planner.plan(
                topology.graph(),
                new JobSettings(Guarantee.AT_LEAST_ONCE, Recovery.pessimisticOnHost(), 1, false),
                Map.of());
    }

    @BeforeEach
    void startWithACompleteEpoch() {
        job.start(0);
        assertThat(told.repeating).as("nobody knows where its logs are").isEmpty();
        placed("disk 1");
        job.tick(SECOND);
        complete();
    }

    private void placed(String disk) {
        job.placed(TASK, disk, "w1", told.round);
        job.restored(TASK, told.attempt, told.round, false);
    }

    private void complete() {
        long epoch = told.triggered.get(told.triggered.size() - 1);
        job.taken(TASK, told.attempt, epoch, "snapshot");
        job.committed(TASK, told.attempt, epoch);
    }

    private void lose() {
        job.failed(TASK, told.attempt, "w1", "a fault", false, now);
    }

    private void collected(String disk, boolean found) {
        job.collected(told.round, disk, found, now);
    }

    @Test
    void aFailedTaskBeginsWhenItsLogIsHandedIn() {
        long before = told.attempt;
        lose();
        assertThat(told.collected).containsExactly("disk 1");
        assertThat(told.attempt).isEqualTo(before);

        collected("disk 2", true);
        collected("disk 2", false);
        assertThat(told.attempt).as("that was another disk").isEqualTo(before);
        collected("disk 1", true);
        assertThat(told.attempt).isEqualTo(before + 1);
        assertThat(told.repeating).containsExactly(TASK);
    }

    @Test
    void whatWasHandedInForAnEarlierRecoveryDoesNotCount() {
        lose();
        long earlier = told.round;
        placeAndLoseAgain();
        long before = told.attempt;

        job.collected(earlier, "disk 1", true, now);
        collected("disk 2", true);

        assertThat(told.attempt).as("that of disk 1 is missing").isEqualTo(before);
        collected("disk 1", true);
        assertThat(told.attempt).isGreaterThan(before);
    }

    private void placeAndLoseAgain() {
        collected("disk 1", true);
        placed("disk 2");
        lose();
    }

    @Test
    void theLogOfAnEarlierAttemptIsNeededUntilAnEpochIsComplete() {
        lose();
        placeAndLoseAgain();
        assertThat(told.collected).containsExactly("disk 1", "disk 1", "disk 2");

        collected("disk 1", true);
        assertThat(told.repeating).isEqualTo(Set.of(TASK));
        collected("disk 2", true);
        placed("disk 2");
        now += SECOND;
        job.tick(now);
        complete();
        told.collected.clear();
        lose();
        assertThat(told.collected).containsExactly("disk 2");
    }

    @Test
    void allGoBackIfWhatWasOnTheDiskIsGone() {
        lose();
        collected("disk 1", false);

        assertThat(told.repeating).isEmpty();
        placed("disk 2");
        lose();
        assertThat(told.repeating).as("until an epoch is complete").isEmpty();
    }

    @Test
    void allGoBackIfTheDiskIsNotFoundForLong() {
        lose();
        long before = told.attempt;
        for (int seconds = 1; seconds < 20; seconds++) {
            now += SECOND;
            job.tick(now);
        }
        assertThat(told.attempt).isEqualTo(before);
        assertThat(told.collected).as("asked for again and again").hasSize(20);

        now += SECOND;
        job.tick(now);
        assertThat(told.attempt).isGreaterThan(before);
        assertThat(told.repeating).isEmpty();
    }

    @Test
    void allGoBackIfNobodyKnowsTheDisk() {
        lose();
        collected("disk 1", true);
        placed(Disks.UNKNOWN);
        told.collected.clear();
        lose();

        assertThat(told.collected).isEmpty();
        assertThat(told.repeating).isEmpty();
    }
}

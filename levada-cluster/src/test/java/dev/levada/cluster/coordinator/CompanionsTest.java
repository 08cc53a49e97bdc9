package dev.levada.cluster.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.planner.JobSettings;
import dev.levada.cluster.planner.Planner;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.recovery.Protocols;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CompanionsTest {
    private static final TaskId SOURCE = new TaskId("s", 0);
    private static final TaskId OTHER_SOURCE = new TaskId("s", 1);
    private static final TaskId COUNT = new TaskId("count", 0);
    private static final TaskId OTHER_COUNT = new TaskId("count", 1);

    private static Companions companions(Recovery recovery, Recovery counts) {
        Topology topology = Topology.named("job");
        Stream<Long> numbers =
                topology.from("s", Sources.generate(2, index -> index).build());
        numbers.keyBy(number -> number).count("count").recover(counts).to("out", Sinks.discard());
        JobPlan plan = Planner.plan(
                topology.graph(), new JobSettings(Guarantee.AT_LEAST_ONCE, recovery, 2, false), Map.of("s", 2));
        Companions all = new Companions(plan, Protocols.of(plan, true).forJob(plan));
        all.placed(SOURCE, "w1", 1);
        all.placed(COUNT, "w1", 1);
        all.placed(OTHER_SOURCE, "w2", 1);
        all.placed(OTHER_COUNT, "w2", 1);
        return all;
    }

    private static Companions companions() {
        return companions(Recovery.causal(), Recovery.causal());
    }

    @Test
    void aProducerGoesBackWithAConsumerInItsProcess() {
        assertThat(companions().with(Set.of(COUNT))).containsExactlyInAnyOrder(COUNT, SOURCE);
        assertThat(companions().with(Set.of(COUNT, OTHER_SOURCE)))
                .containsExactlyInAnyOrder(COUNT, SOURCE, OTHER_SOURCE);
    }

    @Test
    void aConsumerStays() {
        assertThat(companions().with(Set.of(SOURCE))).containsExactly(SOURCE);
    }

    @Test
    void whoBeganLaterIsGivenWhatItMissesAndTakesNobodyAlong() {
        Companions moved = companions();
        moved.placed(COUNT, "w1", 2);

        assertThat(moved.with(Set.of(COUNT))).containsExactly(COUNT);

        moved.placed(SOURCE, "w1", 2);
        assertThat(moved.with(Set.of(COUNT))).containsExactlyInAnyOrder(COUNT, SOURCE);
    }

    @Test
    void nobodyGoesAlongWhereTasksFailOneByOne() {
        Companions alone = companions();
        alone.placed(COUNT, "", 1);
        alone.placed(SOURCE, "", 1);

        assertThat(alone.with(Set.of(COUNT))).containsExactly(COUNT);
    }

    @Test
    void nobodyGoesAlongWithOneThatDoesSomethingElse() {
        assertThat(companions(Recovery.pessimistic(), Recovery.checkpoint()).with(Set.of(COUNT)))
                .containsExactly(COUNT);
        assertThat(companions(Recovery.checkpoint(), Recovery.causal()).with(Set.of(COUNT)))
                .containsExactly(COUNT);
    }
}

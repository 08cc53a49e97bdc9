package dev.levada.node.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.processes.PlanSketch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PlanFingerprintTest {

    private static JobPlan plan(int parallelism) {
        return plan(parallelism, false);
    }

    private static JobPlan plan(int parallelism, boolean timed) {
        Topology topology = Topology.named("job");
        Stream<Integer> numbers = topology.from("source", Sources.of(1, 2, 3));
        (timed ? numbers.eventTimeMillis(number -> number, Duration.ZERO) : numbers)
                .keyBy(number -> number % 2)
                .count("counts")
                .parallelism(parallelism)
                .to("nowhere", Sinks.discard());
        return new Embedded().plan(topology);
    }

    @Test
    void whoHasEventTimeIsToldFromWhoHasNot() {
        JobPlan timed = plan(2, true);

        assertThat(PlanFingerprint.of(PlanSketch.of(timed).toPlan())).isEqualTo(PlanFingerprint.of(timed));
        assertThat(PlanFingerprint.of(timed)).isNotEqualTo(PlanFingerprint.of(plan(2)));
    }

    @Test
    void whatIsMadeOfASketchHasTheTasksAndTheFingerprintOfThePlan() {
        JobPlan plan = plan(2);
        JobPlan again = PlanSketch.of(plan).toPlan();

        assertThat(PlanFingerprint.of(again)).isEqualTo(PlanFingerprint.of(plan));
        JobPlan.Edge edge = plan.edgesInto("counts").get(0);
        TaskId task = new TaskId("counts", 1);
        assertThat(again.channelsInto(task, again.edgesInto("counts").get(0))).isEqualTo(plan.channelsInto(task, edge));
        assertThat(PlanFingerprint.of(plan(3))).isNotEqualTo(PlanFingerprint.of(plan));
    }
}

package dev.levada.node.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.processes.PlanSketch;
import org.junit.jupiter.api.Test;

final class PlanFingerprintTest {

    private static JobPlan plan(int parallelism) {
        Topology topology = Topology.named("job");
        topology.from("source", Sources.of(1, 2, 3))
                .keyBy(number -> number % 2)
                .count("counts")
                .parallelism(parallelism)
                .to("nowhere", Sinks.discard());
        return new Embedded().plan(topology);
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

package dev.levada.cluster.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.JobPlan;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DomainsTest {

    private static JobPlan plan(Recovery own, Recovery others) {
        Topology topology = Topology.named("job");
        topology.from("numbers", Sources.generate(10, index -> index).build())
                .map(value -> value)
                .named("own")
                .recover(own);
        return Planner.plan(topology.graph(), new JobSettings(Guarantee.EXACTLY_ONCE, others, 2, false), Map.of());
    }

    @Test
    void theGreatestOfTheOperatorsCounts() {
        assertThat(Domains.of(plan(Recovery.checkpoint(), Recovery.checkpoint())))
                .isZero();
        assertThat(Domains.of(plan(Recovery.causal(), Recovery.checkpoint()))).isEqualTo(1);
        assertThat(Domains.of(plan(Recovery.causal(2), Recovery.causal(3)))).isEqualTo(3);
        assertThat(Domains.of(plan(Recovery.causal(3), Recovery.causal()))).isEqualTo(3);
    }

    @Test
    void whoeverMakesUpForSeveralWorkersNeedsOneMore() {
        JobPlan plan = plan(Recovery.causal(2), Recovery.causal());

        Domains.require(plan, 3);
        Domains.require(plan, 0); // one for each of its four tasks
        assertThatThrownBy(() -> Domains.require(plan, 2))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "operator 'own' recovers by causal:2, which makes up for 2 workers that fail at once and so needs"
                                + " at least 3, and the job has 2; run it in more (--workers), or let the operator recover by"
                                + " causal");
        assertThatThrownBy(() -> Domains.require(plan(Recovery.causal(5), Recovery.causal()), 3))
                .hasMessageEndingWith("recover by causal:2");
        assertThatThrownBy(() -> Domains.require(plan(Recovery.replicated(7), Recovery.replicated()), 3))
                .hasMessageEndingWith("recover by replicated:5");
    }

    @Test
    void oneProcessIsEnoughToMakeUpForTasks() {
        assertThatCode(() -> Domains.require(plan(Recovery.causal(), Recovery.causal()), 1))
                .doesNotThrowAnyException();
    }
}

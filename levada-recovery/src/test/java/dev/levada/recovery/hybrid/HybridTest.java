package dev.levada.recovery.hybrid;

import static dev.levada.api.recovery.Recovery.backtracking;
import static dev.levada.api.recovery.Recovery.causal;
import static dev.levada.api.recovery.Recovery.checkpoint;
import static dev.levada.api.recovery.Recovery.pessimistic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.operator.Processor;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.channel.Retention;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.core.recovery.Scope;
import dev.levada.recovery.Protocols;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Of a job {@code exact --> join <-- model <-- load, join --> after, exact --> shares}, where only load and model
 * forget.
 */
final class HybridTest {
    private static final Processor<Object, Object> PASS = (value, context) -> context.emit(value);
    private static final JobPlan PLAN = new JobPlan(
            "job",
            Guarantee.EXACTLY_ONCE,
            List.of(
                    chain("exact", pessimistic()),
                    chain("load", checkpoint()),
                    chain("model", checkpoint()),
                    chain("join", pessimistic()),
                    chain("after", backtracking()),
                    chain("shares", causal())),
            List.of(
                    edge(0, "exact", "join"),
                    edge(1, "load", "model"),
                    edge(2, "model", "join"),
                    edge(3, "join", "after"),
                    edge(4, "exact", "shares")));
    private static final JobRecovery JOB = Protocols.of(PLAN, true).forJob(PLAN);

    private static JobPlan.Chain chain(String name, Recovery recovery) {
        Definition definition = new Definition.Transform(() -> PASS, Optional.empty(), true, Optional.empty());
        Operator operator =
                new Operator(name, definition, 1, ErrorPolicy.fail(), Optional.empty(), false, false, List.of());
        return new JobPlan.Chain(List.of(operator), 1, false, recovery);
    }

    private static JobPlan.Edge edge(int number, String from, String to) {
        return new JobPlan.Edge(number, from, from, "", to, Partitioning.Simple.FORWARD);
    }

    private static TaskId task(String chain) {
        return new TaskId(chain, 0);
    }

    private static Set<TaskId> tasks(String... chains) {
        return new LinkedHashSet<>(Arrays.stream(chains).map(HybridTest::task).toList());
    }

    private static Retention retention(String chain) {
        return Protocols.of(PLAN, true).forTask(PLAN, task(chain)).retention();
    }

    @Test
    void whoRepeatsExactlyGoesBackAlone() {
        assertThat(JOB.scope(tasks("exact"), tasks())).isEqualTo(Scope.repeating(tasks("exact")));
        assertThat(JOB.scope(tasks("join"), tasks())).isEqualTo(Scope.repeating(tasks("join")));
    }

    @Test
    void allThatDependsOnOneThatForgetsGoesBackWithItAndItsNeighboursThatForget() {
        assertThat(JOB.scope(tasks("model"), tasks())).isEqualTo(Scope.anew(tasks("model", "load", "join", "after")));
    }

    @Test
    void whoRepeatsDoesSoBesideOthersThatDoNot() {
        assertThat(JOB.scope(tasks("exact", "load"), tasks()))
                .isEqualTo(new Scope(tasks("exact"), tasks("load", "model", "join", "after")));
    }

    @Test
    void whoHasBegunAnewDoesSoAgainAndNotWithItWhatItReads() {
        assertThat(JOB.scope(tasks("join"), tasks("join"))).isEqualTo(Scope.anew(tasks("join", "after")));
    }

    @Test
    void whatOthersMayAskForIsKept() {
        assertThat(retention("load")).isEqualTo(Retention.ACCEPTED);
        assertThat(retention("model")).isEqualTo(Retention.RELEASED);
        assertThat(retention("join")).isEqualTo(Retention.RELEASED);
        assertThat(retention("after")).isEqualTo(Retention.RELEASED);
    }

    @Test
    void whoMayBeginAnewIsNotAheadOfTheLastCompleteEpoch() {
        assertThat(JOB.backToNewest(task("after"))).isFalse();
    }

    @Test
    void eachKeepsWhatItChoosesAsItsProtocolHasIt() {
        assertThat(JOB.kept(task("shares"))).isEqualTo(Kept.SHARED);
        assertThat(JOB.kept(task("model"))).isEqualTo(Kept.NOWHERE);
        assertThat(JOB.kept(task("join"))).isEqualTo(Kept.DURABLE);
        assertThat(JOB.sharing()).isEqualTo(1);
    }

    @Test
    void ifMoreIsLostThanIsSharedAllGoBack() {
        assertThat(JOB.otherwise().scope(tasks("exact"), tasks()).anew())
                .isEqualTo(tasks("exact", "load", "model", "join", "after", "shares"));
    }
}

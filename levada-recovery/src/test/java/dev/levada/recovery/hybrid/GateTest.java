package dev.levada.recovery.hybrid;

import static dev.levada.api.recovery.Recovery.backtracking;
import static dev.levada.api.recovery.Recovery.causal;
import static dev.levada.api.recovery.Recovery.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.operator.Processor;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.channel.Retention;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Scope;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.recovery.Protocols;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Of a job {@code load --> model ==> stays --> below, model --> follows, model ==> alone}, with gates at {@code ==>}.
 */
final class GateTest {
    private static final Processor<Object, Object> PASS = (value, context) -> context.emit(value);
    private static final JobPlan PLAN = plan(
            List.of(
                    chain("load", checkpoint()),
                    chain("model", checkpoint()),
                    chain("stays", backtracking()),
                    chain("below", causal()),
                    chain("follows", causal()),
                    chain("alone", checkpoint())),
            List.of(
                    edge(0, "load", "model", false),
                    edge(1, "model", "stays", true),
                    edge(2, "stays", "below", false),
                    edge(3, "model", "follows", false),
                    edge(4, "model", "alone", true)));
    private static final JobRecovery JOB = Protocols.of(PLAN, true).forJob(PLAN);

    private static JobPlan plan(List<JobPlan.Chain> chains, List<JobPlan.Edge> edges) {
        return new JobPlan("job", Guarantee.EXACTLY_ONCE, chains, edges);
    }

    private static JobPlan.Chain chain(String name, Recovery recovery) {
        Definition definition = new Definition.Transform(() -> PASS, Optional.empty(), false, Optional.empty());
        Operator operator =
                new Operator(name, definition, 1, ErrorPolicy.fail(), Optional.empty(), false, false, List.of());
        return new JobPlan.Chain(List.of(operator), 1, false, recovery);
    }

    private static JobPlan.Edge edge(int number, String from, String to, boolean gated) {
        return new JobPlan.Edge(number, from, from, "", to, Partitioning.Simple.FORWARD, gated, false);
    }

    private static TaskId task(String chain) {
        return new TaskId(chain, 0);
    }

    private static Set<TaskId> tasks(String... chains) {
        return new LinkedHashSet<>(Arrays.stream(chains).map(GateTest::task).toList());
    }

    private static TaskRecovery recovery(String chain) {
        return Protocols.of(PLAN, true).forTask(PLAN, task(chain));
    }

    private static ChannelId channel(String from, String to, int edge) {
        return new ChannelId(task(from), task(to), edge);
    }

    @Test
    void aRollbackStopsAtAGate() {
        assertThat(JOB.scope(tasks("load"), tasks())).isEqualTo(Scope.anew(tasks("load", "model", "follows")));
        assertThat(JOB.scope(tasks("model", "stays"), tasks()))
                .isEqualTo(new Scope(tasks("stays"), tasks("model", "load", "follows")));
    }

    @Test
    void whoForgetsBehindAGateGoesBackWithoutItsProducer() {
        assertThat(JOB.scope(tasks("alone"), tasks())).isEqualTo(Scope.anew(tasks("alone")));
    }

    @Test
    void ifMoreIsLostThanIsSharedAllGoBackOnThatSideOfTheGate() {
        assertThat(JOB.otherwise().scope(tasks("below"), tasks()).anew()).isEqualTo(tasks("below", "stays"));
        assertThat(JOB.otherwise().scope(tasks("follows"), tasks()).anew())
                .isEqualTo(tasks("follows", "model", "load"));
    }

    @Test
    void whoReadsThroughAGateMayBeAheadOfTheLastCompleteEpoch() {
        assertThat(JOB.backToNewest(task("stays"))).isTrue();
    }

    @Test
    void whatGoesThroughAGateIsKeptAndHeldBackAndNothingElseIs() {
        TaskRecovery model = recovery("model");

        assertThat(model.retention()).isEqualTo(Retention.RELEASED);
        assertThat(model.holdsBack(channel("model", "stays", 1))).isTrue();
        assertThat(model.holdsBack(channel("model", "follows", 3))).isFalse();
        assertThat(recovery("stays").holdsBack(channel("stays", "below", 2))).isFalse();
    }

    /** Where it ends an epoch follows from nothing else. */
    @Test
    void whoReadsThroughAGateAlignsOnItsOtherInputsOnlyAndLogsWhereItEndedAnEpoch() {
        assertThat(recovery("stays").alignsOn(channel("model", "stays", 1))).isFalse();
        assertThat(recovery("stays").logs()).isTrue();
        assertThat(recovery("follows").alignsOn(channel("model", "follows", 3))).isTrue();
    }

    @Test
    void oneProtocolWithAGateIsAMixToo() {
        JobPlan same = plan(
                List.of(chain("load", checkpoint()), chain("alone", checkpoint())),
                List.of(edge(0, "load", "alone", true)));
        JobRecovery job = Protocols.of(same, true).forJob(same);

        assertThat(job.scope(tasks("load"), tasks())).isEqualTo(Scope.anew(tasks("load")));
        assertThat(job.scope(tasks("alone"), tasks())).isEqualTo(Scope.anew(tasks("alone")));
    }
}

package dev.levada.recovery.backtrack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.operator.Processor;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.Scope;
import dev.levada.recovery.Protocols;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChoicesTest {
    private static final Processor<Object, Object> PASS = (value, context) -> context.emit(value);
    private static final JobPlan PLAN = new JobPlan(
            "job",
            Guarantee.EXACTLY_ONCE,
            List.of(
                    chain("source", new Definition.Read(Sources.of(List.of())), 1),
                    chain("one", transform(false), 1),
                    chain("asks", transform(true), 1),
                    chain("spreads", transform(false), 1),
                    chain("gathers", transform(false), 2),
                    chain("sink", new Definition.Write(Sinks.discard()), 2)),
            List.of(
                    edge(0, "source", "one", Partitioning.Simple.FORWARD),
                    edge(1, "one", "asks", Partitioning.Simple.FORWARD),
                    edge(2, "asks", "spreads", Partitioning.Simple.FORWARD),
                    edge(3, "spreads", "gathers", Partitioning.Simple.IN_TURN),
                    edge(4, "spreads", "gathers", Partitioning.Simple.IN_TURN),
                    edge(5, "gathers", "sink", Partitioning.Simple.FORWARD)));

    private static Definition transform(boolean asks) {
        return new Definition.Transform(() -> PASS, Optional.empty(), asks, Optional.empty());
    }

    private static JobPlan.Chain chain(String name, Definition definition, int tasks) {
        Operator operator =
                new Operator(name, definition, tasks, ErrorPolicy.fail(), Optional.empty(), false, false, List.of());
        return new JobPlan.Chain(List.of(operator), tasks, false, Recovery.backtracking());
    }

    private static JobPlan.Edge edge(int number, String from, String to, Partitioning partitioning) {
        return new JobPlan.Edge(number, from, from, "", to, partitioning);
    }

    @Test
    void whatFollowsFromOneInputAloneIsNotLogged() {
        assertThat(Choices.mayMake(PLAN, new TaskId("one", 0), false)).isFalse();
        assertThat(Choices.mayMake(PLAN, new TaskId("sink", 1), false)).isFalse();
    }

    @Test
    void sourcesThoseThatAskAndThoseWithSeveralChannelsLog() {
        assertThat(List.of("source", "asks", "spreads", "gathers"))
                .allMatch(chain -> Choices.mayMake(PLAN, new TaskId(chain, 0), false));
    }

    @Test
    void mergedInputsAreNoReasonToLog() {
        assertThat(Choices.mayMake(PLAN, new TaskId("gathers", 0), true)).isFalse();
        assertThat(List.of("source", "asks", "spreads"))
                .allMatch(chain -> Choices.mayMake(PLAN, new TaskId(chain, 0), true));
        RecoveryProtocol protocol = Protocols.of(Recovery.backtracking(Recovery.Inputs.MERGED), true);
        assertThat(protocol.forTask(PLAN, new TaskId("gathers", 0)).mergesInputs())
                .isTrue();
        assertThat(protocol.forTask(PLAN, new TaskId("one", 0)).mergesInputs()).isFalse();
        assertThat(protocol.forTask(PLAN, new TaskId("gathers", 0)).logs()).isFalse();
    }

    @Test
    void sourcesAndSinksKeepToEpochs() {
        assertThat(Choices.keepsToEpochs(PLAN, new TaskId("source", 0))).contains("it reads a source");
        assertThat(Choices.keepsToEpochs(PLAN, new TaskId("sink", 0))).contains("it has a sink");
        assertThat(List.of("one", "asks", "spreads", "gathers"))
                .allMatch(chain ->
                        Choices.keepsToEpochs(PLAN, new TaskId(chain, 0)).isEmpty());
    }

    @Test
    void whoeverFailsGoesBackAlone() {
        Set<TaskId> failed = Set.of(new TaskId("one", 0), new TaskId("gathers", 1));
        assertThat(Protocols.of(Recovery.backtracking(), true).forJob(PLAN).scope(failed, Set.of()))
                .isEqualTo(Scope.repeating(failed));
    }

    @Test
    void aTaskWithASinkGoesBackToACompleteEpoch() {
        JobRecovery job = Protocols.of(Recovery.backtracking(), true).forJob(PLAN);
        assertThat(job.backToNewest(new TaskId("sink", 0))).isFalse();
        assertThat(job.backToNewest(new TaskId("one", 0))).isTrue();
    }
}

package dev.levada.cluster.planner;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Recovery;

/** Where calls to the outside may be in flight. */
final class Calls {

    private Calls() {}

    /** @throws PlanException if an operator makes calls and is in a loop, or recovers by acknowledgements */
    static void check(Graph graph, JobSettings settings) {
        for (Operator operator : graph.operators()) {
            if (operator.definition() instanceof Definition.Call
                    && settings.recovery(operator).protocol() == Recovery.Standard.AT_LEAST_ONCE) {
                throw new PlanException(
                        ("operator '%s' makes calls and cannot recover by %s: a record would be acknowledged while its call is"
                                        + " in flight, and lost with the task; recover by %s")
                                .formatted(
                                        operator.name(),
                                        Recovery.atLeastOnce().label(),
                                        Recovery.atLeastOnceSnapshot().label()));
            }
        }
        for (Operator head : graph.operators()) {
            if (!head.feedback().isEmpty()) {
                checkLoop(graph, head);
            }
        }
    }

    private static void checkLoop(Graph graph, Operator head) {
        for (Operator operator : graph.operators()) {
            if (operator.definition() instanceof Definition.Call
                    && Loops.operators(graph, head).contains(operator.name())) {
                throw new PlanException(
                        ("operator '%s' makes calls in loop '%s', which would be taken for done while one is in flight; ask with"
                                        + " context.external(...) there, or make the calls before or behind the loop")
                                .formatted(operator.name(), head.name()));
            }
        }
    }
}

package dev.levada.cluster.planner;

import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Recovery;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Refuses a job whose operators recover differently: a record that passes from one protocol to another needs a border
 * between them, and the parts of a job are coordinated by one protocol even where no record passes.
 */
final class OneProtocol {
    private static final String ADVICE =
            "; choose one protocol for both, or one for the whole job and none for its operators";

    private OneProtocol() {}

    static void check(Graph graph, JobSettings settings) {
        checkNeighbours(graph, settings);
        if (graph.operators().isEmpty()) {
            return;
        }
        Operator first = graph.operators().get(0);
        for (Operator operator : graph.operators()) {
            refuseApart(first, operator, settings);
        }
        Recovery own = settings.recovery(first);
        if (!own.equals(settings.recovery())) {
            throw new PlanException(
                    ("operator '%s' recovers by %s, and the job by %s; one protocol serves the whole job in this version:"
                                    + " choose %s for the job, or leave out the operator's choice")
                            .formatted(
                                    first.name(),
                                    own.label(),
                                    settings.recovery().label(),
                                    own.label()));
        }
    }

    private static void checkNeighbours(Graph graph, JobSettings settings) {
        Map<String, Recovery> known = new LinkedHashMap<>();
        for (Operator operator : graph.operators()) {
            Recovery recovery = settings.recovery(operator);
            for (Operator.Input input : operator.inputs()) {
                Recovery before = known.getOrDefault(input.from(), recovery);
                if (!before.equals(recovery)) {
                    throw new PlanException(
                            ("operator '%s' recovers by %s, and '%s', which reads it, by %s; there are no borders between"
                                            + " protocols in this version"
                                            + ADVICE)
                                    .formatted(input.from(), before.label(), operator.name(), recovery.label()));
                }
            }
            known.put(operator.name(), recovery);
        }
    }

    private static void refuseApart(Operator first, Operator other, JobSettings settings) {
        Recovery one = settings.recovery(first);
        Recovery two = settings.recovery(other);
        if (!one.equals(two)) {
            throw new PlanException(
                    ("operator '%s' recovers by %s, and '%s' by %s; one protocol serves the whole job in this version,"
                                    + " also where no record passes between its parts"
                                    + ADVICE)
                            .formatted(first.name(), one.label(), other.name(), two.label()));
        }
    }
}

package dev.levada.cluster.planner;

import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Recovery;
import dev.levada.recovery.Protocols;
import java.util.Arrays;
import java.util.List;

/** Refuses a job whose operators recover by protocols between which there is no border. */
final class Mixing {

    private Mixing() {}

    /** @throws PlanException naming two operators that cannot be in one job */
    static void check(Graph graph, JobSettings settings) {
        for (Operator one : graph.operators()) {
            if (Protocols.mixes(settings.recovery(one))) {
                continue;
            }
            for (Operator other : graph.operators()) {
                if (!settings.recovery(other).equals(settings.recovery(one))) {
                    throw new PlanException(refusal(one, other, settings));
                }
            }
        }
    }

    private static String refusal(Operator one, Operator other, JobSettings settings) {
        return ("operator '%s' recovers by %s, and '%s' by %s; one job can mix %s only: choose one of these for both, or the"
                        + " same for all, or make two jobs of it with a file or a table between them")
                .formatted(
                        one.name(),
                        settings.recovery(one).label(),
                        other.name(),
                        settings.recovery(other).label(),
                        Words.list(mixed(), "and"));
    }

    private static List<String> mixed() {
        return Arrays.stream(Recovery.Standard.values())
                .filter(Protocols::mixes)
                .map(Recovery::label)
                .toList();
    }
}

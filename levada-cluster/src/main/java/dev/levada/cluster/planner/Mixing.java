package dev.levada.cluster.planner;

import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.recovery.Kept;
import dev.levada.recovery.Protocols;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Refuses a job whose operators recover by protocols between which there is no border. */
final class Mixing {

    private Mixing() {}

    /** @throws PlanException naming two operators that cannot be in one job, or cannot follow one another */
    static void check(Graph graph, JobSettings settings) {
        graph.operators().stream()
                .filter(operator -> !Protocols.mixes(settings.recovery(operator)))
                .findFirst()
                .ifPresent(one -> checkAllLike(one, graph, settings));
        checkLogs(graph, settings);
    }

    private static void checkAllLike(Operator one, Graph graph, JobSettings settings) {
        for (Operator other : graph.operators()) {
            if (!settings.recovery(other).equals(settings.recovery(one))) {
                throw new PlanException(refusal(one, other, settings));
            }
        }
    }

    /**
     * A log that outlasts all workers is worth nothing where what it is the log of does not: an operator that has what
     * it chooses on a disk reads nothing that comes from one that only has it in memory. One between them that forgets
     * draws in those below it when it fails, so that there the log does not count.
     */
    private static void checkLogs(Graph graph, JobSettings settings) {
        Map<String, Operator> sharing = new LinkedHashMap<>();
        for (Operator operator : graph.operators()) {
            Kept kept = Protocols.kept(settings.recovery(operator));
            Optional<Operator> above = operator.inputs().stream()
                    .map(input -> sharing.get(input.from()))
                    .filter(Objects::nonNull)
                    .findFirst();
            if ((kept == Kept.DURABLE || kept == Kept.LOCAL) && above.isPresent()) {
                throw new PlanException(outlasting(operator, above.get(), settings));
            }
            if (kept.inMemory()) {
                sharing.put(operator.name(), above.orElse(operator));
            }
        }
    }

    private static String outlasting(Operator logging, Operator sharing, JobSettings settings) {
        String shared = settings.recovery(sharing).label();
        return ("operator '%s' recovers by %s, and '%s', on which it depends, by %s: what that chose can be lost with %s"
                        + " workers, and a log of what followed from it would be left; let '%s' recover by %s, or '%s' by %s")
                .formatted(
                        logging.name(),
                        settings.recovery(logging).label(),
                        sharing.name(),
                        shared,
                        howManyMore(settings.recovery(sharing)),
                        logging.name(),
                        shared,
                        sharing.name(),
                        Recovery.pessimistic().label());
    }

    private static String howManyMore(Recovery sharing) {
        return sharing.domains() == 1 ? "two" : String.valueOf(sharing.domains() + 1);
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

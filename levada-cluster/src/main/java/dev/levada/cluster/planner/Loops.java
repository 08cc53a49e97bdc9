package dev.levada.cluster.planner;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What can be a loop, and what holds in it. */
final class Loops {

    private Loops() {}

    /**
     * @throws PlanException if an operator recovers by a protocol that has no loops, or is gated, or two loops overlap
     */
    static void check(Graph graph, JobSettings settings, Borders borders) {
        List<Operator> heads = graph.operators().stream()
                .filter(operator -> !operator.feedback().isEmpty())
                .toList();
        if (heads.isEmpty()) {
            return;
        }
        checkProtocols(graph, heads.get(0), settings);
        checkGates(graph, heads.get(0), borders);
        checkApart(graph, heads);
        checkTimes(graph, heads);
    }

    /** How far event time has come would have to be told from what is under way. */
    private static void checkTimes(Graph graph, List<Operator> heads) {
        Map<String, String> timedBy = new LinkedHashMap<>();
        for (Operator operator : graph.operators()) {
            if (operator.definition() instanceof Definition.Read read
                    && read.eventTime().isPresent()) {
                timedBy.put(operator.name(), operator.name());
            }
            operator.inputs().stream()
                    .map(input -> timedBy.get(input.from()))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(source -> timedBy.putIfAbsent(operator.name(), source));
        }
        for (Operator head : heads) {
            for (String name : operators(graph, head)) {
                String source = timedBy.get(name);
                if (source != null) {
                    throw new PlanException(
                            ("loop '%s' takes records of source '%s', which have event time, and that does not go round loops;"
                                            + " leave eventTime(...) out, or make two jobs of it with a file or a table"
                                            + " between them")
                                    .formatted(head.name(), source));
                }
            }
        }
    }

    private static void checkProtocols(Graph graph, Operator head, JobSettings settings) {
        Recovery recovery = settings.recovery(head);
        if (!mayRecoverBy(recovery)) {
            throw new PlanException("loop '%s' cannot recover by %s: %s; recover by %s"
                    .formatted(head.name(), recovery.label(), whyNot(recovery), possible()));
        }
        for (Operator other : graph.operators()) {
            if (!settings.recovery(other).equals(recovery)) {
                throw new PlanException(
                        ("loop '%s' recovers by %s and operator '%s' by %s; all operators of a job with a loop recover alike:"
                                        + " choose one of them, or make two jobs of it with a file or a table between them")
                                .formatted(
                                        head.name(),
                                        recovery.label(),
                                        other.name(),
                                        settings.recovery(other).label()));
            }
        }
    }

    /** What is held back until an epoch is complete would have to be told from what is under way in a loop. */
    private static void checkGates(Graph graph, Operator head, Borders borders) {
        for (Operator reader : graph.operators()) {
            for (Operator.Input input : reader.inputs()) {
                if (borders.isGated(reader, input)) {
                    throw new PlanException(
                            "operator '%s' reads '%s' through a gate, and loop '%s' is in the same job, which cannot be; take the gate away, or make two jobs of it with a file or a table between them"
                                    .formatted(reader.name(), input.from(), head.name()));
                }
            }
        }
    }

    static boolean mayRecoverBy(Recovery recovery) {
        return switch (recovery.protocol()) {
            case AT_LEAST_ONCE, AT_LEAST_ONCE_SNAPSHOT -> false;
            case AT_MOST_ONCE, CHECKPOINT, PESSIMISTIC, CAUSAL, OPTIMISTIC, REPLICATED -> true;
            case BACKTRACKING -> !recovery.mergesInputs();
        };
    }

    private static String whyNot(Recovery recovery) {
        if (recovery.mergesInputs()) {
            return "inputs that are taken in a fixed order wait for each other, and what comes back for itself";
        }
        return recovery.protocol() == Recovery.Standard.AT_LEAST_ONCE
                ? "a record that comes back would wait for its own acknowledgement"
                : "a task that goes back alone would find in the loop what it sends again";
    }

    private static String possible() {
        return Words.list(
                Arrays.stream(Recovery.Standard.values())
                        .filter(Loops::mayRecoverBy)
                        .map(Recovery::label)
                        .toList(),
                "or");
    }

    /** Each loop finds out by itself when it is done. */
    private static void checkApart(Graph graph, List<Operator> heads) {
        Map<String, Operator> loops = new LinkedHashMap<>();
        for (Operator head : heads) {
            for (String name : operators(graph, head)) {
                Operator other = loops.putIfAbsent(name, head);
                if (other != null) {
                    throw new PlanException(
                            ("operator '%s' is in loop '%s' and in loop '%s'; a loop in another, or across it, is not possible:"
                                            + " put one behind the other, or feed all records back to one of them")
                                    .formatted(name, other.name(), head.name()));
                }
            }
        }
    }

    /** Those that a loop goes through: behind its head, and before what is fed back. */
    static List<String> operators(Graph graph, Operator head) {
        Set<String> behind = new LinkedHashSet<>();
        behind.add(head.name());
        for (Operator operator : graph.operators()) {
            if (operator.inputs().stream().anyMatch(input -> behind.contains(input.from()))) {
                behind.add(operator.name());
            }
        }
        Set<String> before = new LinkedHashSet<>();
        head.feedback().forEach(input -> before.add(input.from()));
        List<Operator> fromLast = new ArrayList<>(graph.operators());
        for (int i = fromLast.size() - 1; i >= 0; i--) {
            Operator operator = fromLast.get(i);
            if (before.contains(operator.name())) {
                operator.inputs().forEach(input -> before.add(input.from()));
            }
        }
        behind.retainAll(before);
        return List.copyOf(behind);
    }

    /** What holds where records come back. */
    static Verdict verdict(Operator head, JobSettings settings) {
        Guarantee guarantee = settings.recovery(head).gives();
        String kept = guarantee == Guarantee.EXACTLY_ONCE
                ? "what is on its way round is in the snapshot of who sent it"
                : "what is on its way round to a lost task is lost with it";
        return new Verdict(
                guarantee,
                "closes loop '%s': %s, and the loop ends when its other inputs have ended and nothing is under way"
                        .formatted(head.name(), kept));
    }
}

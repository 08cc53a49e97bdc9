package dev.levada.cluster.planner;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.JobPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the plan of a topology: settles parallelism and partitioning, and fuses neighbours.
 *
 * <p>An operator shares the tasks of the one before it if that is its only input and it the only reader, both have as
 * many tasks, keep no state by key in between, recover alike, there is no gate between them, and neither asked to be
 * apart. What makes calls comes first among those that share tasks: answers go on between what comes in. Where a loop
 * begins tasks are not shared, so that none sends to itself.
 */
public final class Planner {
    private final Graph graph;
    private final JobSettings settings;
    private final Map<String, Integer> splits;
    private final Borders borders;
    private final Map<String, Operator> operators = new LinkedHashMap<>();
    private final Map<Output, Integer> readers = new HashMap<>();
    /** The chain that each operator is in, by the operator's name. */
    private final Map<String, List<Operator>> chains = new LinkedHashMap<>();

    private record Output(String operator, String name) {}

    private Planner(Graph graph, JobSettings settings, Map<String, Integer> splits) {
        this.graph = graph;
        this.settings = settings;
        this.splits = splits;
        this.borders = Borders.of(graph, settings);
        for (Operator operator : graph.operators()) {
            operators.put(operator.name(), operator);
            Stream.concat(operator.inputs().stream(), operator.feedback().stream())
                    .forEach(input -> readers.merge(new Output(input.from(), input.output()), 1, Integer::sum));
        }
    }

    /**
     * The plan of a topology.
     *
     * @param splits how many splits each source has; a source gets no more tasks than it has splits
     * @throws PlanException if the topology contradicts itself, or its operators recover by protocols that cannot be
     *     mixed
     * @throws GuaranteeException if an operator or a sink cannot give the guarantee
     */
    public static JobPlan plan(Graph graph, JobSettings settings, Map<String, Integer> splits) {
        return new Planner(graph, settings, splits).plan();
    }

    /** Whether a job whose operators recover so can have a loop. */
    public static boolean mayLoop(Recovery recovery) {
        return Loops.mayRecoverBy(recovery);
    }

    private JobPlan plan() {
        for (Operator operator : graph.operators()) {
            check(operator);
            fuse(operator);
        }
        Loops.check(graph, settings, borders);
        Calls.check(graph, settings);
        settings.chosen().keySet().forEach(chosen -> checkIsThere(chosen, "a recovery"));
        settings.borders().keySet().forEach(chosen -> checkIsThere(chosen, "a border"));
        Proof.check(graph, settings);
        return new JobPlan(graph.job(), settings.guarantee(), chainPlans(), edges(), settings.cuts());
    }

    private void checkIsThere(String chosen, String what) {
        if (!operators.containsKey(chosen)) {
            throw new PlanException("job '%s' has no operator '%s', for which %s is chosen; it has %s"
                    .formatted(graph.job(), chosen, what, Words.list(List.copyOf(operators.keySet()), "and")));
        }
    }

    private void fuse(Operator operator) {
        if (canShareTasks(operator)) {
            List<Operator> chain = chainOf(operator.inputs().get(0).from());
            chain.add(operator);
            chains.put(operator.name(), chain);
        } else {
            chains.put(operator.name(), new ArrayList<>(List.of(operator)));
        }
    }

    private boolean canShareTasks(Operator operator) {
        if (operator.inputs().size() != 1
                || !operator.feedback().isEmpty()
                || operator.definition() instanceof Definition.Call) {
            return false;
        }
        Operator.Input input = operator.inputs().get(0);
        Operator before = operator(input.from());
        return input.output().equals(Operator.Input.MAIN)
                && readers(before.name(), Operator.Input.MAIN) == 1
                && settled(input, operator) == Partitioning.Simple.FORWARD
                && !borders.isGated(operator, input)
                && before.feedback().isEmpty()
                && !operator.apart()
                && !before.apart()
                && operator.blocking() == before.blocking()
                && settings.recovery(operator).equals(settings.recovery(before));
    }

    private List<JobPlan.Chain> chainPlans() {
        return chains.entrySet().stream()
                .filter(entry -> entry.getValue().get(0).name().equals(entry.getKey()))
                .map(Map.Entry::getValue)
                .map(chain -> new JobPlan.Chain(
                        chain, parallelism(chain.get(0)), chain.get(0).blocking(), settings.recovery(chain.get(0))))
                .toList();
    }

    private List<JobPlan.Edge> edges() {
        List<JobPlan.Edge> edges = new ArrayList<>();
        for (Operator consumer : graph.operators()) {
            List<Operator> chain = chainOf(consumer.name());
            if (!chain.get(0).equals(consumer)) {
                continue;
            }
            consumer.inputs().forEach(input -> edges.add(edge(edges.size(), input, consumer, false)));
            consumer.feedback().forEach(input -> edges.add(edge(edges.size(), input, consumer, true)));
        }
        return edges;
    }

    private JobPlan.Edge edge(int number, Operator.Input input, Operator consumer, boolean back) {
        return new JobPlan.Edge(
                number,
                chainOf(input.from()).get(0).name(),
                input.from(),
                input.output(),
                consumer.name(),
                back ? settledBack(input, consumer) : settled(input, consumer),
                !back && borders.isGated(consumer, input),
                back);
    }

    /** Each task that closes a loop reaches all that begin it: they hear from it when nothing is under way. */
    private Partitioning settledBack(Operator.Input input, Operator head) {
        Partitioning settled = settled(input, head);
        if (settled == Partitioning.Simple.FORWARD && parallelism(head) > 1) {
            if (input.partitioning() == Partitioning.Simple.FORWARD) {
                throw new PlanException(
                        ("loop '%s' has %d tasks, and '%s' is fed back to it by forward partitioning, which reaches one of them"
                                        + " only; leave the partitioning open, or give the loop one task")
                                .formatted(head.name(), parallelism(head), input.from()));
            }
            return Partitioning.Simple.IN_TURN;
        }
        return settled;
    }

    private Partitioning settled(Operator.Input input, Operator consumer) {
        if (input.partitioning() == Partitioning.Simple.ON_DEMAND
                && settings.recovery(operator(input.from())).repeatsExactly()) {
            return Partitioning.Simple.IN_TURN; // who has room now cannot be repeated
        }
        if (input.partitioning() != Partitioning.Simple.ANY) {
            return input.partitioning();
        }
        return parallelism(operator(input.from())) == parallelism(consumer)
                ? Partitioning.Simple.FORWARD
                : Partitioning.Simple.IN_TURN;
    }

    private int parallelism(Operator operator) {
        if (operator.parallelism() > 0) {
            return operator.parallelism();
        }
        int wanted = settings.parallelism();
        return operator.definition() instanceof Definition.Read
                ? Math.max(1, Math.min(wanted, splits.getOrDefault(operator.name(), wanted)))
                : wanted;
    }

    private void check(Operator operator) {
        for (Operator.Input input : operator.inputs()) {
            int from = parallelism(operator(input.from()));
            int to = parallelism(operator);
            if (input.partitioning() == Partitioning.Simple.FORWARD && from != to) {
                throw new PlanException(
                        ("'%s' has %d tasks and '%s' has %d; forward partitioning needs as many on both sides:"
                                        + " set the same parallelism, or leave the partitioning open")
                                .formatted(input.from(), from, operator.name(), to));
            }
        }
        if (operator.onError().action() == ErrorPolicy.Action.DEAD_LETTER
                && readers(operator.name(), DeadLetter.OUTPUT.name()) == 0) {
            throw new PlanException(
                    "'%s' sends failed records to its dead letters, but nobody reads them: use errors().to(...), or skip"
                            .formatted(operator.name()));
        }
    }

    private int readers(String operator, String output) {
        return readers.getOrDefault(new Output(operator, output), 0);
    }

    private Operator operator(String name) {
        Operator operator = operators.get(name);
        if (operator == null) {
            throw new PlanException("job '%s' has no operator '%s'".formatted(graph.job(), name));
        }
        return operator;
    }

    private List<Operator> chainOf(String operator) {
        List<Operator> chain = chains.get(operator);
        if (chain == null) {
            throw new PlanException(
                    "operator '%s' is read before it is written: the streams form a cycle".formatted(operator));
        }
        return chain;
    }
}

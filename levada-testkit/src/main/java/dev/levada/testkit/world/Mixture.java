package dev.levada.testkit.world;

import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Border;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.planner.Planner;
import dev.levada.core.recovery.Kept;
import dev.levada.recovery.Protocols;
import dev.levada.testkit.chance.Chance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the operators of simulated jobs recover.
 *
 * @param protocols one for all of them; or several, of which each operator draws its own
 */
public record Mixture(List<Recovery> protocols) {

    public Mixture {
        protocols = List.copyOf(protocols);
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("operators must recover somehow; name at least one protocol");
        }
    }

    /** All operators recover alike. */
    public static Mixture of(Recovery protocol) {
        return new Mixture(List.of(protocol));
    }

    /** All protocols that can be mixed. */
    public static Mixture ofAll() {
        List<Recovery> all = new ArrayList<>(Recovery.named());
        all.removeIf(each -> !Protocols.mixes(each));
        return new Mixture(all);
    }

    /** The names of the protocols: {@code causal}, {@code causal,checkpoint}. */
    public String label() {
        return protocols.stream().map(Recovery::label).collect(Collectors.joining(","));
    }

    /** What all of them give. */
    public Guarantee gives() {
        return protocols.stream()
                .map(Recovery::gives)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    boolean keepsState() {
        return protocols.stream().allMatch(Recovery::keepsState);
    }

    /** How many workers may fail at once: the most that one of them makes up for. */
    int domains() {
        return protocols.stream().mapToInt(Recovery::domains).max().orElse(0);
    }

    /** Whether what tasks choose may be on disks of their workers' machines. */
    boolean logsOnHosts() {
        return protocols.stream().anyMatch(Recovery::logsOnHost);
    }

    /** Whether what tasks choose may have to be in other workers' memory before anything leaves. */
    boolean logsToOthers() {
        return protocols.stream().anyMatch(each -> Protocols.kept(each) == Kept.COPIED);
    }

    /** Whether a job can have a loop. */
    boolean mayLoop() {
        return protocols.size() == 1 && Planner.mayLoop(protocols.get(0));
    }

    /** Whether operators of a job can make calls. */
    boolean mayCall() {
        return protocols.stream().noneMatch(each -> each.protocol() == Recovery.Standard.AT_LEAST_ONCE);
    }

    boolean isAlways(Recovery protocol) {
        return protocols.equals(List.of(protocol));
    }

    /** For operators that choose nothing. */
    Recovery standard() {
        return protocols.get(0);
    }

    /** A job whose operators have chosen. */
    Graph chosen(Graph graph, Chance chance) {
        if (protocols.size() == 1) {
            return graph;
        }
        List<Operator> operators = new ArrayList<>();
        Map<String, Recovery> sharing = new LinkedHashMap<>();
        Set<String> forgetting = new LinkedHashSet<>();
        Recovery last = chance.oneOf(protocols);
        for (Operator operator : graph.operators()) {
            last = chance.percent(40) ? last : chance.oneOf(protocols); // neighbours often recover alike
            last = possible(last, operator, sharing);
            if (Protocols.kept(last).inMemory()) {
                sharing.put(operator.name(), last);
            }
            if (Protocols.kept(last) == Kept.NOWHERE) {
                forgetting.add(operator.name());
            }
            List<Operator.Input> inputs = operator.inputs().stream()
                    .map(input -> forgetting.contains(input.from()) ? behind(border(chance), input) : input)
                    .toList();
            operators.add(choosing(operator, last, inputs));
        }
        return new Graph(graph.job(), operators);
    }

    /** Behind one that shares what it chooses nobody can have a log that lasts longer. */
    private static Recovery possible(Recovery drawn, Operator operator, Map<String, Recovery> sharing) {
        if (Protocols.kept(drawn) == Kept.DURABLE || Protocols.kept(drawn) == Kept.LOCAL) {
            for (Operator.Input input : operator.inputs()) {
                Recovery above = sharing.get(input.from());
                if (above != null) {
                    return above;
                }
            }
        }
        return drawn;
    }

    private static Optional<Border> border(Chance chance) {
        return chance.percent(30) ? Optional.empty() : Optional.of(chance.oneOf(List.of(Border.values())));
    }

    private static Operator.Input behind(Optional<Border> border, Operator.Input input) {
        return new Operator.Input(input.from(), input.output(), input.partitioning(), border);
    }

    private static Operator choosing(Operator operator, Recovery recovery, List<Operator.Input> inputs) {
        return new Operator(
                operator.name(),
                operator.definition(),
                operator.parallelism(),
                operator.onError(),
                Optional.of(recovery),
                operator.apart(),
                operator.blocking(),
                inputs,
                operator.feedback());
    }
}

package dev.levada.cluster.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sources;
import dev.levada.api.connector.Sink.Contract;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random jobs, with protocols mixed at random, against a rule that looks at every operator on every path. */
final class EndToEndPropertyTest {
    private static final int JOBS = 5_000;

    private static <E> E one(E[] of, Random random) {
        return of[random.nextInt(of.length)];
    }

    /** Operators that read some of those before them; what nobody reads is a sink. */
    private static Graph graph(Random random) {
        int size = 2 + random.nextInt(9);
        List<Operator> operators = new ArrayList<>();
        boolean alike = random.nextBoolean();
        for (int i = 0; i < size; i++) {
            List<Operator> readable = operators.stream()
                    .filter(each -> !(each.definition() instanceof Definition.Write))
                    .toList();
            boolean source = readable.isEmpty() || random.nextInt(5) == 0;
            Optional<Recovery> own = alike || random.nextInt(3) > 0
                    ? Optional.empty()
                    : Optional.of(one(Recovery.Standard.values(), random));
            operators.add(new Operator(
                    "o" + i,
                    source ? new Definition.Read(Sources.of(1)) : definition(random),
                    0,
                    ErrorPolicy.fail(),
                    own,
                    false,
                    false,
                    source ? List.of() : inputs(readable, random)));
        }
        return new Graph("random", operators);
    }

    private static Definition definition(Random random) {
        return random.nextInt(3) == 0
                ? new Definition.Write(new Sketch.Store(one(Contract.values(), random), random.nextBoolean()))
                : new Definition.Transform(
                        () -> (value, context) -> {},
                        random.nextBoolean() ? Optional.of(value -> 0) : Optional.empty());
    }

    private static List<Operator.Input> inputs(List<Operator> readable, Random random) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> readable.get(random.nextInt(readable.size())))
                .map(from -> new Operator.Input(from.name(), Operator.Input.MAIN, Partitioning.any()))
                .toList();
    }

    /** The least that any operator gives from which this one can be reached, itself too. */
    private static Guarantee leastBefore(Graph graph, String name, JobSettings settings) {
        Operator operator = operator(graph, name);
        return operator.inputs().stream()
                .map(input -> leastBefore(graph, input.from(), settings))
                .reduce(operator.recovery().orElse(settings.recovery()).gives(), EndToEndPropertyTest::min);
    }

    private static boolean outlastsItsCauses(Graph graph, Operator operator, JobSettings settings) {
        Recovery own = settings.recovery(operator);
        return (own == Recovery.pessimistic() || own == Recovery.backtracking())
                && operator.inputs().stream()
                        .map(input -> settings.recovery(operator(graph, input.from())))
                        .anyMatch(above -> above == Recovery.causal() || above == Recovery.replicated());
    }

    private static Guarantee most(Sketch.Store store, boolean resumable) {
        boolean onCommit = store.contract() == Contract.TRANSACTIONAL || store.contract() == Contract.OFFSET_IN_SINK;
        return onCommit && (store.lasting() || !resumable) ? Guarantee.EXACTLY_ONCE : Guarantee.AT_LEAST_ONCE;
    }

    /** Nobody at a border would know what a vector of dependencies means. */
    private static boolean mixes(Recovery recovery) {
        return recovery.gives() == Guarantee.EXACTLY_ONCE && recovery != Recovery.Standard.OPTIMISTIC;
    }

    private static Operator operator(Graph graph, String name) {
        return graph.operators().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Guarantee min(Guarantee one, Guarantee other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static JobSettings settings(Random random) {
        return new JobSettings(
                one(Guarantee.values(), random), one(Recovery.Standard.values(), random), 2, random.nextBoolean());
    }

    @Test
    void promisesNoMoreThanAnyProtocolOnThePathAndTheSinkAndNoLess() {
        for (int seed = 0; seed < JOBS; seed++) {
            Random random = new Random(seed);
            Graph graph = graph(random);
            JobSettings settings = settings(random);
            EndToEnd verdicts = EndToEnd.of(graph, settings);

            for (EndToEnd.OfSink sink : verdicts.sinks()) {
                Sketch.Store store = (Sketch.Store)
                        ((Definition.Write) operator(graph, sink.sink()).definition()).sink();
                assertThat(sink.verdict().guarantee())
                        .as("%s of job %d", sink, seed)
                        .isEqualTo(min(leastBefore(graph, sink.sink(), settings), most(store, settings.resumable())));
            }
            for (EndToEnd.OfEdge edge : verdicts.edges()) {
                Recovery consumer = operator(graph, edge.to()).recovery().orElse(settings.recovery());
                assertThat(edge.verdict().guarantee())
                        .as("%s of job %d", edge, seed)
                        .isEqualTo(min(leastBefore(graph, edge.from(), settings), consumer.gives()));
            }
        }
    }

    @Test
    void plansExactlyThoseWhoseProtocolsMixAndWhoseSinksKeepWhatWasAsked() {
        int[] ends = new int[3];
        for (int seed = 0; seed < JOBS; seed++) {
            Random random = new Random(seed);
            Graph graph = graph(random);
            JobSettings settings = settings(random);
            boolean weak = graph.operators().stream()
                    .anyMatch(each -> settings.recovery(each).gives().compareTo(settings.guarantee()) < 0);
            List<Recovery> all = graph.operators().stream()
                    .map(settings::recovery)
                    .distinct()
                    .toList();
            boolean mixed = (all.size() > 1 && !all.stream().allMatch(EndToEndPropertyTest::mixes))
                    || graph.operators().stream().anyMatch(each -> outlastsItsCauses(graph, each, settings));
            boolean shown = EndToEnd.of(graph, settings).sinks().stream()
                    .anyMatch(sink -> sink.verdict().guarantee().compareTo(settings.guarantee()) < 0);
            int expected = weak ? 1 : mixed ? 2 : shown ? 1 : 0;

            assertThat(end(graph, settings)).as("job %d", seed).isEqualTo(expected);
            ends[expected]++;
        }
        assertThat(Arrays.stream(ends).boxed()).allMatch(count -> count > JOBS / 20);
    }

    /** 0 if planned, 1 if the guarantee cannot be given, 2 if the job contradicts itself. */
    private static int end(Graph graph, JobSettings settings) {
        try {
            Planner.plan(graph, settings, Map.of());
            return 0;
        } catch (GuaranteeException e) {
            return 1;
        } catch (PlanException e) {
            return 2;
        }
    }
}

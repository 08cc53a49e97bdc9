package dev.levada.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.operator.FlatMapper;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.ValueState;
import dev.levada.testkit.sanitizer.Difference;
import dev.levada.testkit.sanitizer.Difference.Run;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SanitizerTest {
    private static final int RECORDS = 20;
    private static int calls;

    /** A letter with nothing that makes two of them equal, or of the same hash. */
    private static final class Token {
        private final String letter;

        Token(String letter) {
            this.letter = letter;
        }
    }

    static Stream<Arguments> sins() {
        return Stream.of(
                Arguments.of("identity order", (FlatMapper<Long, Object>) (value, out) -> {
                    Map<Token, Integer> tokens = new HashMap<>();
                    "abcdefghijklmnop".chars().forEach(letter -> tokens.put(new Token("" + (char) letter), 1));
                    tokens.keySet().forEach(token -> out.emit(token.letter));
                }),
                Arguments.of("static counter", (FlatMapper<Long, Object>) (value, out) -> out.emit(calls++)),
                Arguments.of("chance", (FlatMapper<Long, Object>) (value, out) -> out.emit(new Random().nextLong())),
                Arguments.of("clock", (FlatMapper<Long, Object>) (value, out) -> out.emit(System.nanoTime())),
                Arguments.of("identifier", (FlatMapper<Long, Object>) (value, out) -> out.emit(UUID.randomUUID())),
                Arguments.of("identity of the input", (FlatMapper<Long, Object>)
                        (value, out) -> out.emit(System.identityHashCode(value))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sins")
    void tellsAnOperatorThatEmitsSomethingElse(String sin, FlatMapper<Long, Object> function) {
        // Beyond the numbers of which there is one object each.
        Difference difference = onlyDifference(
                1_000,
                value -> () -> new Processor<Long, Object>() {
                    @Override
                    public void process(Long number, Context<Object> context) throws Exception {
                        function.apply(number, context);
                    }
                });

        assertThat(difference.run()).as(sin).isEqualTo(Run.REPLAY);
        assertThat(difference.subject()).isEqualTo("emitted");
        assertThat(difference.record()).isEqualTo(1);
        assertThat(difference.first()).isNotEqualTo(difference.again());
    }

    @Test
    void namesTheRecordAndBothOutputs() {
        Difference difference = onlyDifference(
                0,
                any -> () -> (value, context) -> {
                    context.emit("number " + value);
                    if (value == 6) {
                        context.emit("time " + System.nanoTime());
                    }
                });

        assertThat(difference.record()).isEqualTo(7);
        assertThat(difference.toString())
                .startsWith("operator 'sinner' differs in a replay, at record 7 of 20: emitted")
                .contains("at first  [number 6, time ")
                .contains("then      [number 6, time ");
    }

    private static final class InField implements Processor<Long, Object> {
        private int seen;

        @Override
        public void process(Long value, Context<Object> context) {
            seen++;
            context.emit(seen);
        }
    }

    @Test
    void tellsStateThatIsNotInState() {
        Difference difference = onlyDifference(0, any -> InField::new);

        assertThat(difference.run()).isEqualTo(Run.RESTORED);
        assertThat(difference.record()).isEqualTo(11);
        assertThat(difference.first()).isEqualTo("[11]");
        assertThat(difference.again()).isEqualTo("[1]");
    }

    private static final class Stamping implements Processor<Long, Object> {
        private @Nullable ValueState<Long> last;

        @Override
        public void open(Context<Object> context) {
            last = context.value("last", 0L);
        }

        @Override
        public void process(Long value, Context<Object> context) {
            requireNonNull(last).set(System.nanoTime());
        }
    }

    @Test
    void tellsStateThatIsNotTheSame() {
        Difference difference = onlyDifference(0, any -> Stamping::new);

        assertThat(difference.subject()).isEqualTo("state");
        assertThat(difference.first()).startsWith("last of key ");
        assertThat(difference.first()).isNotEqualTo(difference.again());
    }

    @Test
    void tellsOneThatAsksItsContextForSomethingElse() {
        Difference difference = onlyDifference(
                0,
                any -> () -> (value, context) -> {
                    if (calls++ % 2 == 0) {
                        context.emit(context.nowMillis() < 0);
                    } else {
                        context.emit(context.external("nothing", key -> false));
                    }
                    calls += value == RECORDS - 1 ? 1 : 0; // so that each run begins with the other
                });

        assertThat(difference.subject()).isEqualTo("emitted");
    }

    private Difference onlyDifference(
            long from, java.util.function.LongFunction<Supplier<Processor<Long, Object>>> processors) {
        Topology topology = Topology.named("sins");
        topology.from(Sources.generate(RECORDS, index -> from + index).build())
                .keyBy(value -> value % 3)
                .process("sinner", processors.apply(from))
                .map(value -> value)
                .named("innocent")
                .to(Sinks.memory());

        Sanitizer.Result result = Sanitizer.of(topology).run();

        assertThat(result.records()).containsEntry("sinner", RECORDS);
        assertThat(result.differences()).hasSize(1);
        assertThat(result.differences().get(0).operator()).isEqualTo("sinner");
        assertThatThrownBy(Sanitizer.of(topology)::check)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("operator 'sinner' differs");
        return result.differences().get(0);
    }

    /** Uses all that a context offers. */
    private static final class Innocent implements Processor<Long, Object> {
        private final Map<String, Long> memo = new LinkedHashMap<>();
        private @Nullable CounterState count;
        private @Nullable ListState<Long> list;

        @Override
        public void open(Context<Object> context) {
            count = context.counter("count");
            list = context.list("list");
        }

        @Override
        public void process(Long value, Context<Object> context) throws Exception {
            requireNonNull(list).add(value);
            memo.put("last", value); // of no consequence
            long number = requireNonNull(count).add(1);
            if (value == 13) {
                throw new IllegalStateException("an unlucky number");
            }
            context.emit(context.nowMillis() + number);
            context.emit(context.random().nextLong());
            context.emit(context.uuid());
            context.emit(context.external("clock", key -> System.nanoTime()));
        }

        @Override
        public void end(Context<Object> context) {
            context.forEachKey(() -> context.emit(requireNonNull(list).get()));
            context.emit(context.nowMillis());
            context.emit(context.random().nextInt());
        }
    }

    @Test
    void findsNothingInAnOperatorThatKeepsToItsContext() {
        Topology topology = Topology.named("innocent");
        topology.from(Sources.generate(100, index -> index).build())
                .keyBy(value -> value % 3)
                .process("innocent", Innocent::new)
                .onError(ErrorPolicy.skip())
                .to(Sinks.memory());

        assertThat(Sanitizer.of(topology).run()).isEqualTo(new Sanitizer.Result(Map.of("innocent", 100), List.of()));
    }

    @Test
    void readsTheBeginningOfASourceWithoutEnd() {
        Topology topology = Topology.named("endless");
        topology.from(Sources.generate(Long.MAX_VALUE, index -> index).build())
                .map(value -> value + 1)
                .to(Sinks.memory());

        assertThat(Sanitizer.of(topology).records(50).run().records()).containsEntry("map", 50);
    }

    @Test
    void checksASingleOperator() {
        assertThatCode(() -> OperatorTester.<Long, Object>of(Innocent::new)
                        .keyBy(value -> value)
                        .input(List.of(1L, 2L))
                        .repeats())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> OperatorTester.<Long, Object>of(InField::new)
                        .input(List.of(1L, 2L))
                        .repeats())
                .hasMessageContaining("with its state restored after half of the records, at record 2 of 2: emitted");
    }
}

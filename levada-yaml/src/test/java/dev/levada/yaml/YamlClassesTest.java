package dev.levada.yaml;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.graph.Definition;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.operator.AsyncFunction;
import dev.levada.api.operator.BroadcastProcessor;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.SideOutput;
import dev.levada.api.state.BroadcastStates;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users' classes as steps of files: calls, broadcasts, side outputs, and what they fail on. */
@Timeout(60)
final class YamlClassesTest {
    private static final String OWN = YamlClassesTest.class.getName() + "$";

    @TempDir
    private Path directory;

    record Order(int customer, long amount) {}

    record Named(String customer, long amount) {}

    record Rate(int customer, long factor) {}

    record Priced(int customer, long amount) {}

    record Alarm(String text) {}

    /** Finds names, and fails for customers that there are not. */
    record Names(String prefix) implements AsyncFunction<Order, Named> {
        @Override
        public CompletionStage<Named> call(Order order, String idempotencyKey) {
            return order.customer() < 0
                    ? CompletableFuture.failedFuture(new IllegalStateException("no customer " + order.customer()))
                    : CompletableFuture.completedFuture(new Named(prefix + order.customer(), order.amount()));
        }
    }

    /** Gives nothing for odd numbers. */
    static final class Halves implements AsyncFunction.Waiting<Long, Long> {
        @Override
        @SuppressWarnings("NullAway") // nothing is to be emitted
        public Long call(Long value, String idempotencyKey) {
            return value % 2 == 0 ? value / 2 : null;
        }
    }

    /** Waits for the rate of a customer. */
    static final class Prices implements BroadcastProcessor<Order, Rate, Priced> {
        private @Nullable MapState<Integer, Long> rates;
        private @Nullable ListState<Long> waiting;

        @Override
        public void open(Context<Priced> context, BroadcastStates broadcast) {
            rates = broadcast.map("rates");
            waiting = context.list("waiting");
        }

        @Override
        public void process(Order order, Context<Priced> context) {
            Long rate = requireNonNull(rates).get(order.customer());
            if (rate == null) {
                requireNonNull(waiting).add(order.amount());
            } else {
                context.emit(new Priced(order.customer(), order.amount() * rate));
            }
        }

        @Override
        public void processBroadcast(Rate rate, Context<Priced> context) {
            requireNonNull(rates).put(rate.customer(), rate.factor());
        }

        @Override
        public void end(Context<Priced> context) {
            context.forEachKey(() -> requireNonNull(waiting).get().forEach(amount -> {
                int customer = (int) (amount % 10);
                long rate = requireNonNull(requireNonNull(rates).get(customer));
                context.emit(new Priced(customer, amount * rate));
            }));
        }
    }

    /** Puts what is great elsewhere. */
    static final class Sorts implements Processor<Long, Long> {
        private static final SideOutput<Alarm> ALARMS = new SideOutput<>("alarms");
        private static final SideOutput<Long> GREAT = new SideOutput<>("great");

        @Override
        public void process(Long value, Context<Long> context) {
            if (value > 3) {
                throw new IllegalArgumentException("too great");
            }
            if (value > 1) {
                context.emit(ALARMS, new Alarm("alarm " + value));
                context.emit(GREAT, value);
            } else {
                context.emit(value);
            }
        }
    }

    private PipelineFiles files() {
        return new PipelineFiles(directory);
    }

    private List<Object> run(String... lines) {
        return PipelineFiles.run(files().load(lines));
    }

    @Test
    void asksAClassAboutEachRecord() {
        files().file("orders.csv", "customer,amount", "1,10", "2,20", "1,30");
        assertThat(run(
                        "name: asked",
                        "sources:",
                        "  orders: { csv: { path: orders.csv, type: { customer: int, amount: int } } }",
                        "steps:",
                        "  - named: { from: orders, call: { uses: " + OWN + "Names, args: c- } }",
                        "  - told: { from: named, map: \"customer + ' ' + string(amount)\" }"))
                .containsExactly("c-1 10", "c-2 20", "c-1 30");
    }

    @Test
    void asksOneThatWaits() {
        assertThat(run(
                        "name: halves",
                        "sources:",
                        "  numbers: { sequence: { count: 6 } }",
                        "steps:",
                        "  - halves: { from: numbers, keyBy: value % 2, call: { uses: " + OWN + "Halves } }"))
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void callsAreMadeAsSaid() {
        try (YamlPipeline pipeline = files().load(
                        "name: calls",
                        "sources:",
                        "  numbers: { sequence: { count: 6 } }",
                        "steps:",
                        "  - usual: { from: numbers, call: { uses: " + OWN + "Halves } }",
                        "  - own: { from: numbers, retries: 3, onError: skip,",
                        "      call: { uses: " + OWN + "Halves, emit: as answered, inFlight: 7, timeout: 2s } }")) {
            assertThat(pipeline.topology().graph().operators())
                    .filteredOn(operator -> operator.definition() instanceof Definition.Call)
                    .extracting(operator -> ((Definition.Call) operator.definition()).calls())
                    .containsExactly(
                            AsyncCalls.inOrder(),
                            AsyncCalls.asAnswered().inFlight(7).timeout(Duration.ofSeconds(2)));
            assertThat(pipeline.topology().graph().operators())
                    .filteredOn(operator -> operator.name().equals("own"))
                    .extracting(operator -> operator.onError())
                    .containsExactly(ErrorPolicy.skip().withRetries(3));
        }
    }

    @Test
    void whatFailsIsAStream() {
        files().file("orders.csv", "customer,amount", "1,10", "-2,20", "what,30");
        assertThat(run(
                        "name: failing",
                        "sources:",
                        "  orders:",
                        "    csv: { path: orders.csv, type: { customer: int, amount: int } }",
                        "    onError: dead letter",
                        "steps:",
                        "  - named: { from: orders, onError: dead letter, call: { uses: " + OWN + "Names, args: c- } }",
                        "  - good: { from: named, map: customer }",
                        "  - bad: { from: [orders.errors, named.errors], map: \"operator + ': ' + error\" }"))
                .satisfiesExactlyInAnyOrder(
                        good -> assertThat(good).isEqualTo("c-1"),
                        failed -> assertThat((String) failed)
                                .startsWith("named: ")
                                .contains("no customer -2"),
                        unread -> assertThat((String) unread)
                                .startsWith("orders: ")
                                .contains("'what'"));
    }

    @Test
    void tellsAllTasksWhatIsBroadcast() {
        files().file("orders.csv", "customer,amount", "1,11", "2,22", "1,31");
        files().file("rates.csv", "customer,factor", "1,100", "2,7");
        assertThat(run(
                        "name: priced",
                        "sources:",
                        "  orders: { csv: { path: orders.csv, type: { customer: int, amount: int } } }",
                        "  rates: { csv: { path: rates.csv, type: { customer: int, factor: int } } }",
                        "steps:",
                        "  - prices: { from: orders, keyBy: customer, connect: rates, uses: " + OWN + "Prices }",
                        "  - rows: { from: prices, map: { customer: customer, amount: amount } }"))
                .containsExactlyInAnyOrder(List.of(1L, 1100L), List.of(2L, 154L), List.of(1L, 3100L));
    }

    @Test
    void sideOutputsOfClassesAreStreams() {
        assertThat(run(
                        "name: sides",
                        "sources:",
                        "  numbers: { sequence: { count: 5 } }",
                        "steps:",
                        "  - sorted:",
                        "      from: numbers",
                        "      uses: " + OWN + "Sorts",
                        "      sideOutputs: { alarms: " + OWN + "Alarm, great: int }",
                        "      onError: skip",
                        "  - alarms: { from: sorted.alarms, map: text }",
                        "  - great: { from: sorted.great, map: value * 10 }"))
                .containsExactlyInAnyOrder(0L, 1L, "alarm 2", "alarm 3", 20L, 30L);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            call: {uses: OWNRate}}]}|Y401|is no AsyncFunction; it must implement dev.levada.api.operator.AsyncFunction
            call: {uses: com.acme.Missing}}]}|Y401|there is no class 'com.acme.Missing'
            call: {uses: OWNHalves, emit: anyhow}}]}|Y105|emit 'anyhow' is not known; there are in order, as answered
            call: {uses: OWNHalves, inFlight: 0}}]}|Y105|'inFlight' is a whole number from 1 to 10000, and '0' was found
            call: {uses: OWNHalves, timeout: 0s}}]}|Y105|a call can take 1 ms to 1 day
            call: {uses: OWNHalves, timeut: 1s}}]}|Y102|a call has no key 'timeut'; did you mean 'timeout'?
            call: {uses: OWNNames, args: x}}]}|Y204|has a component 'customer', and records have no such field
            uses: OWNSorts, connect: a}]}|Y401|Sorts is no BroadcastProcessor
            uses: OWNPrices}]}|Y401|Prices is no Processor
            filter: 'true', connect: a}]}|Y104|'connect' is for uses
            uses: OWNPrices, connect: a}]}|Y204|has a component 'customer', and records have no such field
            uses: OWNSorts, sideOutputs: {a: strng}}]}|Y401|there is no class 'strng'
            uses: OWNSorts, retries: many}]}|Y105|'retries' is a whole number from 1 to 999
            """)
    void tells(String step, String code, String message) {
        assertThat(files().problems("{name: x, sources: {a: {sequence: }}, steps: [c: {from: a, "
                        + step.replace("OWN", OWN)))
                .anyMatch(each -> each.contains(" " + code + " ") && each.contains(message));
    }
}

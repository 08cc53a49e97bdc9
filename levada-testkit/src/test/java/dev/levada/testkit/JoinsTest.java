package dev.levada.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Joining;
import dev.levada.api.KeyedStream;
import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.TimeWindows;
import dev.levada.api.Topology;
import dev.levada.api.Windowed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JoinsTest {

    private record Order(int customer, long millis) {}

    private record Payment(int payer, long millis) {}

    private static final int LATENESS = 30;

    private final MemorySink<String> met = Sinks.memory();
    private final MemorySink<Object> late = Sinks.memory();
    private final Topology topology = Topology.named("joins");

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    /** Out of order by less than the lateness. */
    private static List<Long> times(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < random.nextInt(120); i++) {
            times.add(i * 4L - 40 + random.nextInt(LATENESS));
        }
        return times;
    }

    private static List<Order> orders(List<Long> times) {
        return times.stream()
                .map(each -> new Order((int) Math.floorMod(each, 3L), each))
                .toList();
    }

    private static List<Payment> payments(List<Long> times) {
        return times.stream()
                .map(each -> new Payment((int) Math.floorMod(each * 7, 3L), each))
                .toList();
    }

    private Joining<Integer, Order, Payment> joining(List<Order> orders, List<Payment> payments, long lateness) {
        return orders(orders, lateness).join(payments(payments, lateness));
    }

    private KeyedStream<Integer, Order> orders(List<Order> orders, long lateness) {
        return topology.from(
                        "orders",
                        Sources.<Order>generate(orders.size(), index -> orders.get((int) index))
                                .every(millis(20))
                                .splits(2)
                                .build())
                .eventTimeMillis(Order::millis, millis(lateness))
                .keyBy(Order::customer);
    }

    private KeyedStream<Integer, Payment> payments(List<Payment> payments, long lateness) {
        return topology.from(
                        "payments",
                        Sources.<Payment>generate(payments.size(), index -> payments.get((int) index))
                                .every(millis(20))
                                .build())
                .eventTimeMillis(Payment::millis, millis(lateness))
                .keyBy(Payment::payer);
    }

    private static List<String> expected(List<Order> orders, List<Payment> payments, BiPredicate<Long, Long> meet) {
        List<String> expected = new ArrayList<>();
        for (Order order : orders) {
            for (Payment payment : payments) {
                if (order.customer() == payment.payer() && meet.test(order.millis(), payment.millis())) {
                    expected.add(text(order, payment));
                }
            }
        }
        return expected;
    }

    private static String text(Order order, Payment payment) {
        return "%d: %d, %d".formatted(order.customer(), order.millis(), payment.millis());
    }

    @ParameterizedTest
    @CsvSource({"-10, 10", "0, 0", "5, 40", "-40, -7", "-1, 0", "0, 1"})
    void recordsOfAnIntervalMeetUnderEverySchedule(long lower, long upper) {
        for (long seed = 0; seed < 15; seed++) {
            JoinsTest run = new JoinsTest();
            List<Order> orders = orders(times(seed));
            List<Payment> payments = payments(times(seed + 100));
            Stream<String> pairs = run.joining(orders, payments, LATENESS)
                    .within(millis(lower), millis(upper))
                    .apply("pairs", JoinsTest::text);
            pairs.to(run.met);
            pairs.side(TimeWindows.lateRecords()).to(run.late);

            Simulation.of(run.topology).seed(seed).parallelism(2).run();

            assertThat(run.met.values())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(expected(
                            orders, payments, (left, right) -> right >= left + lower && right <= left + upper));
            assertThat(run.late.values()).as("seed %d", seed).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"10", "33", "1"})
    void recordsOfAWindowMeetUnderEverySchedule(long size) {
        for (long seed = 0; seed < 15; seed++) {
            JoinsTest run = new JoinsTest();
            List<Order> orders = orders(times(seed));
            List<Payment> payments = payments(times(seed + 100));
            run.joining(orders, payments, LATENESS)
                    .tumblingWindows(millis(size))
                    .apply("pairs", JoinsTest::text)
                    .map(window -> {
                        String at = window.value().substring(window.value().indexOf(':') + 2);
                        long left = Long.parseLong(at.substring(0, at.indexOf(',')));
                        assertThat(left).isBetween(window.startMillis(), window.endMillis() - 1);
                        return window.value();
                    })
                    .to(run.met);

            Simulation.of(run.topology).seed(seed).parallelism(2).run();

            assertThat(run.met.values())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(expected(
                            orders,
                            payments,
                            (left, right) -> Math.floorDiv(left, size) == Math.floorDiv(right, size)));
        }
    }

    @Test
    void whatComesBehindTheWatermarkGoesToTheSideAsItWas() {
        List<Order> orders = orders(List.of(0L, 0L, 90L, 90L, 60L, 60L));
        List<Payment> payments = payments(List.of(0L, 90L, 90L, 30L, 90L));
        Stream<String> pairs = joining(orders, payments, 0)
                .within(millis(-1_000), millis(1_000))
                .apply("pairs", JoinsTest::text);
        pairs.to(met);
        pairs.side(TimeWindows.lateRecords()).to(late);

        Simulation.of(topology).parallelism(1).run();

        assertThat(late.values()).containsExactlyInAnyOrder(new Payment(0, 30), new Order(0, 60), new Order(0, 60));
        assertThat(met.values()).contains("0: 0, 0", "0: 90, 90").noneMatch(each -> each.endsWith(", 30"));
    }

    @Test
    void whatComesWhenItsWindowIsClosedGoesToTheSideAsItWas() {
        List<Order> orders = orders(List.of(0L, 0L, 90L, 90L, 90L, 90L));
        List<Payment> payments = payments(List.of(0L, 90L, 84L, 30L, 90L));
        Stream<Windowed<Integer, String>> pairs =
                joining(orders, payments, 0).tumblingWindows(millis(40)).apply("pairs", JoinsTest::text);
        pairs.map(Windowed::value).to(met);
        pairs.side(TimeWindows.lateRecords()).to(late);

        Simulation.of(topology).parallelism(1).run();

        assertThat(late.values()).containsExactly(new Payment(0, 30));
        assertThat(met.values()).contains("0: 0, 0").noneMatch(each -> each.endsWith(", 30"));
        assertThat(met.values().stream().filter(each -> each.endsWith(", 84"))).hasSize(4);
    }

    @Test
    void goOnFromTheirStateAsTheyWere() {
        joining(orders(times(1)), payments(times(2)), LATENESS)
                .within(millis(-10), millis(20))
                .apply("near", JoinsTest::text)
                .to(met);

        assertThat(Sanitizer.of(topology).run().differences()).isEmpty();
    }

    @Test
    void whatCannotBeJoinedIsRefused() {
        KeyedStream<String, String> untimed = topology.from(Sources.of("a")).keyBy(text -> text);
        KeyedStream<Integer, Order> orders = orders(List.of(), 0);
        KeyedStream<Integer, Payment> elsewhere = new JoinsTest().payments(List.of(), 0);
        Joining<Integer, Order, Payment> joining = orders.join(payments(List.of(), 0));

        assertThatThrownBy(() -> untimed.join(untimed))
                .hasMessageContaining("joins by time")
                .hasMessageContaining("'source'");
        assertThatThrownBy(() -> orders.join(elsewhere)).hasMessageContaining("topology 'joins'");
        assertThatThrownBy(() -> joining.within(millis(1), millis(0))).hasMessageContaining("PT0.001S");
        assertThatThrownBy(() -> joining.tumblingWindows(millis(0))).hasMessageContaining("PT0S");
    }
}

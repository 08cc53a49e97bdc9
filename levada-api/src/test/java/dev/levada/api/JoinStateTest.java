package dev.levada.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.operator.Processor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What joins keep of one key. */
final class JoinStateTest {
    private final FakeContext<String> context = new FakeContext<>();

    private static Joined<String, String> left(String record) {
        return new Joined.Left<>(record);
    }

    private static Joined<String, String> right(String record) {
        return new Joined.Right<>(record);
    }

    private void take(Processor<Joined<String, String>, String> join, Joined<String, String> record, long at)
            throws Exception {
        context.eventTime(at);
        join.process(record, context);
    }

    @Test
    void recordsAreKeptAsLongAsOneMayComeThatTheyBelongTo() throws Exception {
        IntervalJoining<String, String, String> join = new IntervalJoining<>(-5, 10, 0, (one, other) -> one + other);
        context.key("k");
        join.open(context);
        for (int i = 0; i < 10; i++) {
            take(join, left("l" + i), i * 10L);
            take(join, right("r" + i), i * 10L);
        }
        assertThat(context.entries("lefts")).isEqualTo(10);
        assertThat(context.entries("rights")).isEqualTo(10);

        context.watermark(51, join);
        // Of the left, those from 41 on; of the right, from 46 on: and some more, as they go by buckets of 15 ms.
        assertThat(context.entries("lefts")).isBetween(5, 7);
        assertThat(context.entries("rights")).isBetween(5, 6);
        context.take();

        take(join, left("again"), 51);
        assertThat(context.take()).isEqualTo(List.of("againr5", "againr6"));

        context.watermark(1_000, join);
        assertThat(context.entries("lefts") + context.entries("rights")).isZero();
        assertThat(context.entries("lefts-sizes") + context.entries("rights-sizes"))
                .isZero();
    }

    @Test
    void whatCanMeetNothingAnyMoreIsNotKept() throws Exception {
        IntervalJoining<String, String, String> join = new IntervalJoining<>(-20, -10, 0, (one, other) -> one + other);
        context.key("k");
        join.open(context);
        take(join, right("r"), 85);
        context.watermark(95, join);

        take(join, left("l"), 100); // those on the right that it meets were all before 90

        assertThat(context.take()).isEqualTo(List.of("lr"));
        assertThat(context.entries("lefts")).isZero();
        assertThat(context.entries("rights")).isEqualTo(1);
    }

    @Test
    void whatMayBeLateMeetsWhatIsKeptThatMuchLonger() throws Exception {
        IntervalJoining<String, String, String> join = new IntervalJoining<>(-5, 10, 30, (one, other) -> one + other);
        context.key("k");
        join.open(context);
        take(join, left("l"), 100);
        context.watermark(138, join); // the left one may be met until 100 + 10 + 30

        take(join, right("r"), 108);
        take(join, right("too late"), 107);

        assertThat(context.take()).isEqualTo(List.of("lr"));
        assertThat(context.aside()).containsExactly("too late");
        context.watermark(1_000, join);
        assertThat(context.entries("lefts") + context.entries("rights")).isZero();
    }

    private static String text(Object window) {
        return ((Windowed<?, ?>) window).value().toString();
    }

    @Test
    void aClosedWindowEmitsOncePerPairAsLongAsItIsKept() throws Exception {
        FakeContext<Windowed<String, String>> windows = new FakeContext<>();
        WindowJoining<String, String, String, String> join = new WindowJoining<>(10, 20, (one, other) -> one + other);
        windows.key("k");
        join.open(windows);
        windows.eventTime(5);
        join.process(left("l"), windows);
        join.process(right("r"), windows);
        windows.eventTime(25);
        join.process(left("m"), windows);

        windows.watermark(10, join);
        assertThat(windows.take()).extracting(JoinStateTest::text).containsExactly("lr");
        windows.watermark(29, join);
        windows.eventTime(6);
        join.process(right("s"), windows);
        assertThat(windows.take()).extracting(JoinStateTest::text).containsExactly("ls");
        join.process(left("n"), windows);
        assertThat(windows.take()).extracting(JoinStateTest::text).containsExactly("nr", "ns");
        windows.watermark(30, join); // the first is given up, and the third closes
        assertThat(windows.entries("rights")).isZero();
        join.process(right("t"), windows);
        assertThat(windows.take()).isEqualTo(List.of());
        assertThat(windows.aside()).containsExactly("t");
        windows.eventTime(29);
        join.process(right("u"), windows);
        assertThat(windows.take()).extracting(JoinStateTest::text).containsExactly("mu");
        windows.watermark(1_000, join);
        assertThat(windows.take()).isEqualTo(List.of());
        assertThat(windows.entries("lefts") + windows.entries("rights")).isZero();
    }
}

package dev.levada.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.ChannelId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One task under pessimistic logging: killed at every step of a script, it does the same again. */
@ParameterizedClass
@MethodSource("recoveries")
final class ReplayTest {
    private static final int STEPS = 60;

    private final Recovery recovery;

    ReplayTest(Recovery recovery) {
        this.recovery = recovery;
    }

    static List<Recovery> recoveries() {
        return List.of(Recovery.pessimistic(), Recovery.pessimistic(Recovery.Log.CONTENT));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void doesTheSameAgainWhereverItIsKilled(long seed) {
        LoggedTask whole = new LoggedTask(recovery, new SplittableRandom(seed));
        for (int step = 0; step < STEPS; step++) {
            whole.step();
            LoggedTask again = whole.killed(seed * 1_000 + step);
            again.replay();

            assertBegins(again.sent(), whole.left(), "seed %d, step %d".formatted(seed, step));
            assertThat(Arrays.copyOf(again.log(), whole.durable().length)).isEqualTo(whole.durable());
        }
    }

    @Test
    void endsWithItsLogIfItMayNotGoOn() {
        int endedEarly = 0;
        for (long seed = 31; seed < 37; seed++) {
            LoggedTask whole = new LoggedTask(recovery, new SplittableRandom(seed));
            for (int step = 0; step < STEPS; step++) {
                whole.step();
                if (whole.durable().length > 0) {
                    LoggedTask alone = whole.alone(seed * 1_000 + step);
                    endedEarly += alone.repeat() ? 1 : 0;

                    assertBegins(alone.left(), whole.left(), "seed %d, step %d".formatted(seed, step));
                    assertThat(alone.log()).as("nothing new is chosen").isEqualTo(whole.durable());
                }
            }
        }
        assertThat(endedEarly).as("ends in the middle of something").isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void tellsHowFarItsReplayIs(long seed) {
        LoggedTask whole = new LoggedTask(recovery, new SplittableRandom(seed));
        long before = 0;
        for (int step = 0; step < STEPS; step++) {
            whole.step();
            LoggedTask again = whole.killed(seed * 1_000 + step);
            List<Long> begun = again.replayProgress();
            long elements = begun.get(1);
            again.replay();

            assertThat(begun).as("step %d", step).containsExactly(0L, elements, 0L);
            assertThat(again.replayProgress().subList(0, 2)).as("step %d", step).containsExactly(elements, elements);
            assertThat(again.replayProgress().get(2))
                    .as("step %d", step)
                    .isBetween(elements > 0 ? 1L : 0L, whole.durable().length > 0 ? 1L : 0L);
            assertThat(elements).isBetween(before, whole.come());
            before = elements;
        }
        assertThat(before).isGreaterThan(whole.come() / 3);
    }

    /** A new attempt goes on as a first one does, and the next one repeats both. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void goesOnAndIsKilledAgain(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LoggedTask task = new LoggedTask(recovery, random.split());
        Map<ChannelId, List<String>> left = new LinkedHashMap<>();
        for (int attempt = 2; attempt < 12; attempt++) {
            for (int i = random.nextInt(15); i > 0; i--) {
                task.step();
            }
            task.left()
                    .forEach((channel, more) -> left.merge(
                            channel, List.copyOf(more), (one, other) -> one.size() > other.size() ? one : other));
            task = task.killed(seed * 1_000 + attempt);
            if (random.nextBoolean()) {
                task.replay(); // else it is killed somewhere on the way
            }
        }
        task.replay();

        assertThat(left).isNotEmpty();
        assertBegins(task.sent(), left, "seed %d".formatted(seed));
    }

    private static void assertBegins(
            Map<ChannelId, List<String>> all, Map<ChannelId, List<String>> first, String where) {
        first.forEach((channel, known) -> assertThat(all.getOrDefault(channel, List.of()))
                .as("%s on %s", where, channel)
                .startsWith(known.toArray(String[]::new)));
    }
}

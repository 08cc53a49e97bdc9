package dev.levada.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.ChannelId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One task and another that follows it: killed at every step of a script, it has a successor that does the same. */
final class FollowerTest {
    private static final int STEPS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aFollowerLeadsAsIfItHadDoneAllItself(long seed) {
        for (int kill = 1; kill < STEPS; kill++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000 + kill);
            LoggedTask leader = new LoggedTask(Recovery.replicated(), new SplittableRandom(seed));
            LoggedTask follower = null;
            for (int step = 0; step < kill; step++) {
                leader.step();
                if (follower == null && leader.durable().length > 0 && random.nextInt(4) == 0) {
                    follower = leader.follower(random.nextLong());
                } else if (follower != null && random.nextInt(3) > 0) {
                    follower.follow(leader);
                }
            }
            if (follower != null) {
                assertThat(follower.log()).as("a follower chooses nothing").isEmpty();
                assertThat(follower.left()).as("a follower sends nothing").isEmpty();
                follower.leadAfter(leader);
                follower.replay();

                String at = "seed %d, killed after %d steps".formatted(seed, kill);
                assertBegins(follower.sent(), leader.left(), at);
                assertThat(Arrays.copyOf(follower.log(), leader.durable().length))
                        .as(at)
                        .isEqualTo(leader.durable());
            }
        }
    }

    /** What it has done and nobody chose before it is chosen once: the next one does both. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void whoFollowsAFollowerThatLedLeadsAsWell(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LoggedTask leader = new LoggedTask(Recovery.replicated(), random.split());
        while (leader.durable().length == 0) {
            leader.step();
        }
        for (int attempt = 0; attempt < 8; attempt++) {
            LoggedTask follower = leader.follower(random.nextLong());
            for (int i = random.nextInt(12); i > 0; i--) {
                leader.step();
                follower.follow(leader);
            }
            Map<ChannelId, List<String>> left = leader.left();
            byte[] durable = leader.durable();
            follower.leadAfter(leader);
            follower.replay();

            assertBegins(follower.sent(), left, "attempt " + attempt);
            assertThat(Arrays.copyOf(follower.log(), durable.length)).isEqualTo(durable);
            leader = follower;
        }
    }

    private static void assertBegins(
            Map<ChannelId, List<String>> all, Map<ChannelId, List<String>> beginning, String as) {
        beginning.forEach((channel, expected) -> assertThat(all.getOrDefault(channel, List.of()))
                .as("%s, %s", as, channel)
                .startsWith(expected.toArray(String[]::new)));
    }
}

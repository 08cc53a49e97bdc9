package dev.levada.replication.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.replication.Client;
import dev.levada.replication.MemberProcesses;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.consensus.Timings;
import dev.levada.replication.contract.TestGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members are processes, and the one that leads is killed. */
final class KilledLeaderTest {
    private static final int KILLS = Integer.getInteger("levada.kills", 3);

    /** With room for a machine that is busy with other tests: what is measured is printed. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    @Test
    void everyCommandIsAppliedOnceWhileLeadersAreKilled(@TempDir Path directory) throws Exception {
        Timings timings = Boolean.getBoolean("levada.fast") ? Timings.fast() : Timings.standard();
        RetryPolicy retry = new RetryPolicy(Duration.ofMillis(300), Duration.ofSeconds(60));
        List<Long> gaps = new ArrayList<>();
        try (MemberProcesses<String, Long> group =
                        MemberProcesses.start(Counters.class, "counters", 3, directory, timings);
                Client<String, Long> client = group.client(retry)) {
            long expected = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                for (int i = 0; i < 50; i++) {
                    assertThat(client.send("a")).isEqualTo(++expected);
                }
                String leader = agreedLeader(group);
                group.kill(leader);
                long killed = System.nanoTime();
                assertThat(client.send("a")).isEqualTo(++expected);
                gaps.add((System.nanoTime() - killed) / 1_000_000);
                group.start(leader);
            }
            assertThat(client.query("a")).isEqualTo(expected);
        }
        System.out.printf("kill -9 of the leader to the next write, ms, %s: %s%n", timings, gaps);
        assertThat(gaps).allMatch(gap -> gap < BOUND.toMillis());
    }

    /**
     * Waits until all three, also the one that was killed last, follow the same one: else there is no majority without
     * it.
     */
    private static String agreedLeader(MemberProcesses<String, Long> group) {
        TestGroup.await("three members that agree who leads", () -> {
            Map<String, String> leaders = group.leaders();
            return leaders.size() == 3 && Set.copyOf(leaders.values()).size() == 1;
        });
        return group.leaders().values().iterator().next();
    }

    @Test
    void nothingAcknowledgedIsMissingAfterAllWereKilled(@TempDir Path directory) throws Exception {
        RetryPolicy retry = new RetryPolicy(Duration.ofMillis(300), Duration.ofSeconds(60));
        try (MemberProcesses<String, Long> group =
                        MemberProcesses.start(Counters.class, "counters", 3, directory, Timings.standard());
                Client<String, Long> client = group.client(retry)) {
            for (long i = 1; i <= 100; i++) {
                assertThat(client.send("a")).isEqualTo(i);
            }
            for (String id : List.of("r1", "r2", "r3")) {
                group.kill(id);
            }
            for (String id : List.of("r1", "r2", "r3")) {
                group.start(id);
            }
            assertThat(client.query("a")).isEqualTo(100);
            assertThat(client.send("a")).isEqualTo(101);
        }
    }
}

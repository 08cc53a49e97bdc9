package dev.levada.replication.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.replication.Client;
import dev.levada.replication.Host;
import dev.levada.replication.MemberProcesses;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.consensus.Timings;
import dev.levada.replication.contract.TestGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members come and go while a client is at work. */
final class MembershipTest {
    private static final RetryPolicy RETRY = new RetryPolicy(Duration.ofMillis(300), Duration.ofSeconds(60));

    @TempDir
    Path directory;

    @Test
    void eachMemberIsReplacedAndTheGroupGoesOnFromItsDirectory() throws Exception {
        long expected = 0;
        try (MemberProcesses<String, Long> group = start();
                Client<String, Long> client = group.client(RETRY)) {
            for (String old : List.of("r1", "r2", "r3")) {
                assertThat(client.send("a")).isEqualTo(++expected);
                String fresh = group.add();
                assertThat(client.send("a")).isEqualTo(++expected);
                group.kill(old); // as one that has lost its disk
                group.remove(old);
                assertThat(client.send("a")).isEqualTo(++expected);
                assertThat(ids(group)).contains(fresh).doesNotContain(old);
            }
            assertThat(ids(group)).containsExactly("r4", "r5", "r6");
            assertThatThrownBy(() -> group.remove("r1")).hasMessageContaining("there is no member 'r1'");
        }
        try (MemberProcesses<String, Long> group = start();
                Client<String, Long> client = group.client(RETRY)) {
            assertThat(client.query("a")).isEqualTo(expected);
            TestGroup.await("all three", () -> group.leaders().size() == 3);
            assertThat(ids(group)).containsExactly("r4", "r5", "r6");
        }
    }

    private MemberProcesses<String, Long> start() throws Exception {
        return MemberProcesses.start(Counters.class, "counters", 3, directory, Timings.standard());
    }

    private static List<String> ids(MemberProcesses<?, ?> group) {
        return group.hosts().stream().map(Host::id).toList();
    }
}

package dev.levada.replication.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.replication.Client;
import dev.levada.replication.MemberEvent;
import dev.levada.replication.MemberEvent.Kind;
import dev.levada.replication.Replicated;
import dev.levada.replication.SnapshotInput;
import dev.levada.replication.SnapshotOutput;
import dev.levada.replication.StateMachine;
import dev.levada.replication.contract.TestGroup;
import dev.levada.replication.replica.MemberHealth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that is not deterministic is caught. */
final class DifferingMemberTest {

    /** Counts; one of them counts wrong from some number on. */
    private static final class Counter implements StateMachine<String, Long> {
        private final boolean wrong;
        private long count;

        Counter(boolean wrong) {
            this.wrong = wrong;
        }

        @Override
        public Long apply(String command) {
            count++;
            if (wrong && count == 30) {
                count = 1_000;
            }
            return count;
        }

        @Override
        public Long query(String query) {
            return count;
        }

        @Override
        public void snapshot(SnapshotOutput out) throws IOException {
            out.write(count);
        }

        @Override
        public void restore(SnapshotInput in) throws IOException {
            count = in.read();
        }
    }

    private static final class Machines {
        private final AtomicInteger made = new AtomicInteger();
        private final int wrong;

        Machines(int wrong) {
            this.wrong = wrong;
        }

        Counter next() {
            return new Counter(made.getAndIncrement() == wrong);
        }
    }

    @Test
    void oneWhoseStateDiffersIsNamedAndStops(@TempDir Path directory) {
        // The first machine only tells the types; r3 has the last of the three that follow.
        Machines machines = new Machines(3);
        List<MemberEvent> events = new CopyOnWriteArrayList<>();
        try (Replicated<String, Long> group = Replicated.of(machines::next)
                        .directory(directory)
                        .digestEntries(10)
                        .events(events::add)
                        .start();
                Client<String, Long> client = group.client()) {
            for (int i = 0; i < 100; i++) {
                Long unused = client.send("count");
            }
            TestGroup.await("r3 to be found out", () -> failures(group).size() == 1);
            assertThat(failures(group).get(0)).contains("the state of member 'r3' differs");
            assertThat(health(group, "r1").machine().differing()).containsExactly("r3");

            assertThat(client.send("count")).isEqualTo(101);
            TestGroup.await(
                    "a mark that keeps it away",
                    () -> directory.resolve("r3/differs").toFile().exists());
            TestGroup.await("events of it", () -> kinds(events).containsAll(EnumSet.of(Kind.DIFFERS, Kind.FAILED)));
            assertThat(kinds(events)).contains(Kind.LEADER);
            assertThat(events.stream().filter(event -> event.kind() == Kind.FAILED))
                    .extracting(MemberEvent::member)
                    .containsExactly("r3");
        }
        try (Replicated<String, Long> group = Replicated.of(() -> new Counter(false))
                        .directory(directory)
                        .start();
                Client<String, Long> client = group.client()) {
            assertThat(client.query("count")).isEqualTo(101);
            assertThat(group.health()).extracting(MemberHealth::id).containsExactly("r1", "r2");
        }
    }

    @Test
    void nobodyIsFoundToDifferWhereNobodyDoes() {
        try (Replicated<String, Long> group =
                        Replicated.of(() -> new Counter(false)).digestEntries(5).start();
                Client<String, Long> client = group.client()) {
            for (int i = 0; i < 100; i++) {
                Long unused = client.send("count");
            }
            assertThat(failures(group)).isEmpty();
            assertThat(health(group, "r1").machine().differing()).isEmpty();
        }
    }

    private static List<Kind> kinds(List<MemberEvent> events) {
        return events.stream().map(MemberEvent::kind).toList();
    }

    private static MemberHealth health(Replicated<?, ?> group, String id) {
        return group.health().stream()
                .filter(member -> member.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> failures(Replicated<?, ?> group) {
        return group.health().stream()
                .flatMap(member -> member.failure().stream())
                .toList();
    }
}

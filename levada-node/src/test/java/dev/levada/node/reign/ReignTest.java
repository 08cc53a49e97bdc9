package dev.levada.node.reign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.node.storage.RecordLog;
import dev.levada.node.storage.StateDirectory;
import dev.levada.replication.Client;
import dev.levada.replication.Replicated;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reigns of a group of one: which of them may write, and what the next one finds. */
@Timeout(60)
final class ReignTest {
    @TempDir
    Path directory;

    private Replicated<LedgerCommand, LedgerAnswer> group;
    private Client<LedgerCommand, LedgerAnswer> client;

    @BeforeEach
    void start() {
        group = Replicated.of(LedgerMachine::new)
                .replicas(1)
                .directory(directory.resolve("group"))
                .snapshotEntries(10)
                .start();
        client = group.client();
    }

    @AfterEach
    void stop() {
        client.close();
        group.close();
    }

    private Reign begin(String member) {
        return Reign.begin(client, member, directory.resolve("root"), took -> {});
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(RecordLog log) {
        return log.recalled().stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .toList();
    }

    private static CompletableFuture<Boolean> append(RecordLog log, String text) {
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        log.append(bytes(text), () -> written.complete(true), written::completeExceptionally);
        return written;
    }

    @Test
    void theNextReignFindsWhatWasWritten() {
        Reign first = begin("r1");
        assertThat(append(first.jobs(), "a").join()).isTrue();
        assertThat(append(first.jobs(), "b").join()).isTrue();

        Reign second = begin("r2");

        assertThat(second.number()).isEqualTo(first.number() + 1);
        assertThat(texts(second.jobs())).containsExactly("a", "b");
    }

    @Test
    void nothingIsWrittenInAReignThatIsOver() throws Exception {
        Reign first = begin("r1");
        Reign second = begin("r2");

        assertThatThrownBy(() -> append(first.jobs(), "late").join()).hasMessageContaining("'r2' coordinates now");
        assertThat(first.over().get(10, TimeUnit.SECONDS)).contains("'r2'");
        assertThat(append(second.jobs(), "in time").join()).isTrue();
        assertThat(texts(begin("r3").jobs())).containsExactly("in time");
    }

    @Test
    void whoAsksFindsOutThatAnotherReigns() throws Exception {
        Reign first = begin("r1");
        first.check();
        Reign second = begin("r2");
        first.check();

        assertThat(first.over().get(10, TimeUnit.SECONDS)).contains("'r2'");
        assertThat(second.over()).isNotDone();
    }

    @Test
    void recordsAreWrittenAndToldOfInTheirOrder() {
        Reign reign = begin("r1");
        List<Integer> told = Collections.synchronizedList(new ArrayList<>());
        List<String> expected = new ArrayList<>();
        CompletableFuture<Boolean> last = new CompletableFuture<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            expected.add("record " + i);
            reign.jobs()
                    .append(
                            bytes("record " + i),
                            () -> {
                                told.add(number);
                                if (number == 999) {
                                    last.complete(true);
                                }
                            },
                            last::completeExceptionally);
        }
        assertThat(last.join()).isTrue();

        assertThat(told).isSorted().hasSize(1_000);
        assertThat(texts(begin("r2").jobs())).isEqualTo(expected);
    }

    @Test
    void whatAllComesToTakesThePlaceOfAllThatWasWritten() {
        Reign reign = begin("r1");
        append(reign.jobs(), "a").join();
        reign.jobs().replace(List.of(bytes("all"), bytes("of it")), failure -> {});
        append(reign.jobs(), "b").join();

        assertThat(texts(begin("r2").jobs())).containsExactly("all", "of it", "b");
    }

    @Test
    void theGroupKeepsItOverARestart() {
        Reign first = begin("r1");
        for (int i = 0; i < 25; i++) {
            append(first.jobs(), "record " + i).join();
        }
        stop();
        start();

        Reign second = begin("r2");

        assertThat(second.number()).isEqualTo(first.number() + 1);
        assertThat(texts(second.jobs())).hasSize(25).contains("record 0", "record 24");
    }

    @Test
    void whatWasDecidedForAJobIsInItsDirectoryWhenItIsOver() throws Exception {
        Path state = directory.resolve("root").resolve("jobs").resolve("one");
        Reign first = begin("r1");
        try (StateDirectory decided = first.state(state)) {
            decided.record(new Decision.EpochsReserved(7), () -> {}, failure -> {});
        }
        assertThatThrownBy(() -> StateDirectory.open(state))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("coordinator of several members");
        Reign second = begin("r2");
        try (StateDirectory again = second.state(state)) {
            assertThat(again.recalled()).containsExactly(new Decision.EpochsReserved(7));
        }

        second.retire(state);

        try (StateDirectory people = StateDirectory.open(state)) {
            assertThat(people.recalled()).containsExactly(new Decision.EpochsReserved(7));
        }
        assertThat(client.query(new LedgerCommand.Read("jobs/one")).records()).isEmpty();
    }
}

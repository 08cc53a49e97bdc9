package dev.levada.replication.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.replication.Client;
import dev.levada.replication.MemberProcesses;
import dev.levada.replication.NotAppliedException;
import dev.levada.replication.UnknownOutcomeException;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.consensus.Timings;
import dev.levada.replication.contract.TestGroup;
import dev.levada.replication.history.Linearizability;
import dev.levada.replication.history.Linearizability.Verdict;
import dev.levada.replication.history.Seen;
import dev.levada.replication.history.Seen.Kind;
import dev.levada.replication.history.Seen.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients see while leaders are killed, judged. */
final class RecordedHistoryTest {
    private static final int CLIENTS = 4;
    private static final int OPERATIONS = 250;
    private static final List<Kind> KINDS = List.of(Kind.values());

    /** So short that some outcomes are unknown. */
    private static final RetryPolicy RETRY = new RetryPolicy(Duration.ofMillis(200), Duration.ofMillis(1_500));

    private final List<Seen> history = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whatClientsSeeIsLinearizableWhileLeadersAreKilled(@TempDir Path directory) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (MemberProcesses<Registers.Operation, Optional<String>> group =
                MemberProcesses.start(Registers.class, "registers", 3, directory, Timings.fast())) {
            TestGroup.await("all three", () -> group.leaders().size() == 3);
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String process = "c" + i;
                Random random = new Random(i);
                clients.add(CompletableFuture.runAsync(() -> run(group, process, random), threads));
            }
            for (int kill = 0; kill < 2; kill++) {
                TestGroup.await("all three", () -> group.leaders().size() == 3);
                String leader = group.leaders().values().iterator().next();
                group.kill(leader);
                group.start(leader);
            }
            clients.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }

        assertThat(history).hasSize(CLIENTS * OPERATIONS);
        assertThat(history.stream().filter(seen -> seen.status() == Status.OK)).hasSizeGreaterThan(OPERATIONS);
        assertThat(Linearizability.check(history, Linearizability.DEFAULT_CONFIGURATIONS))
                .isEqualTo(new Linearizability.Report(Verdict.LINEARIZABLE, Collections.emptyMap()));
        assertThat(Linearizability.check(withOneAppliedTwice(), Linearizability.DEFAULT_CONFIGURATIONS)
                        .verdict())
                .isEqualTo(Verdict.VIOLATED);
    }

    private void run(MemberProcesses<Registers.Operation, Optional<String>> group, String process, Random random) {
        try (Client<Registers.Operation, Optional<String>> client = group.client(RETRY)) {
            for (int i = 0; i < OPERATIONS; i++) {
                history.add(seen(client, process, random));
            }
        }
    }

    /** Numbers only, so that all can be incremented. */
    private static Seen seen(Client<Registers.Operation, Optional<String>> client, String process, Random random) {
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        String key = "k" + random.nextInt(5);
        String one = String.valueOf(random.nextInt(4));
        List<String> arguments = switch (kind) {
            case PUT -> List.of(one);
            case CAS -> List.of(one, String.valueOf(random.nextInt(4)));
            default -> List.of();
        };
        Registers.Operation operation = new Registers.Operation(kind, key, arguments);
        long call = System.nanoTime();
        try {
            Optional<String> result = kind == Kind.GET ? client.query(operation) : client.send(operation);
            return new Seen(process, kind, key, arguments, result, call, System.nanoTime(), Status.OK);
        } catch (NotAppliedException e) {
            return new Seen(process, kind, key, arguments, Optional.empty(), call, System.nanoTime(), Status.FAIL);
        } catch (UnknownOutcomeException e) {
            return new Seen(process, kind, key, arguments, Optional.empty(), call, Long.MAX_VALUE, Status.INFO);
        }
    }

    /** The same history, but one increment shows one more: the judge must find it. */
    private List<Seen> withOneAppliedTwice() {
        List<Seen> wrong = new ArrayList<>(history);
        Seen last = wrong.stream()
                .filter(seen -> seen.kind() == Kind.INC && seen.status() == Status.OK)
                .reduce((first, second) -> second)
                .orElseThrow();
        String more = String.valueOf(Long.parseLong(last.result().orElseThrow()) + 100);
        wrong.set(
                wrong.indexOf(last),
                new Seen(
                        last.process(),
                        last.kind(),
                        last.key(),
                        last.arguments(),
                        Optional.of(more),
                        last.callNanos(),
                        last.returnNanos(),
                        Status.OK));
        return wrong;
    }
}

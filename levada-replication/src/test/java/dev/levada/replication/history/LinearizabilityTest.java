package dev.levada.replication.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.replication.history.Linearizability.Verdict;
import dev.levada.replication.history.Seen.Kind;
import dev.levada.replication.history.Seen.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LinearizabilityTest {
    private static final List<Kind> KINDS = List.of(Kind.values());

    private final List<Seen> history = new ArrayList<>();

    private void ok(long call, long end, Kind kind, String result, String... arguments) {
        history.add(new Seen(
                "p",
                kind,
                "k",
                List.of(arguments),
                Optional.of(result).filter(r -> !r.isEmpty()),
                call,
                end,
                Status.OK));
    }

    private void unknown(long call, Kind kind, String... arguments) {
        history.add(new Seen("p", kind, "k", List.of(arguments), Optional.empty(), call, Long.MAX_VALUE, Status.INFO));
    }

    private Verdict verdict() {
        return Linearizability.check(history, 100_000).verdict();
    }

    @Test
    void whatWasPutIsReadAfterwards() {
        ok(0, 1, Kind.GET, "");
        ok(2, 3, Kind.PUT, "", "a");
        ok(4, 5, Kind.GET, "a");
        ok(6, 7, Kind.CAS, "true", "a", "b");
        ok(8, 9, Kind.CAS, "false", "a", "c");
        ok(10, 11, Kind.DELETE, "true");
        ok(12, 13, Kind.DELETE, "false");
        ok(14, 15, Kind.INC, "1");
        ok(16, 17, Kind.GET, "1");
        assertThat(verdict()).isEqualTo(Verdict.LINEARIZABLE);
    }

    @Test
    void aStaleReadIsFound() {
        ok(0, 1, Kind.PUT, "", "a");
        ok(2, 3, Kind.PUT, "", "b");
        ok(4, 5, Kind.GET, "a");
        assertThat(verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void readsThatOverlapAWriteMaySeeEitherButNotGoBack() {
        ok(0, 1, Kind.PUT, "", "a");
        ok(2, 20, Kind.PUT, "", "b");
        ok(3, 4, Kind.GET, "a");
        ok(5, 6, Kind.GET, "b");
        assertThat(verdict()).isEqualTo(Verdict.LINEARIZABLE);
        ok(7, 8, Kind.GET, "a");
        assertThat(verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void aCommandThatIsAppliedTwiceIsFound() {
        ok(0, 1, Kind.INC, "1");
        ok(2, 3, Kind.INC, "3");
        assertThat(verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void anAcknowledgedWriteThatIsLostIsFound() {
        ok(0, 1, Kind.PUT, "", "a");
        ok(2, 3, Kind.GET, "");
        assertThat(verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void twoThatSwapTheSameValueAreFound() {
        ok(0, 1, Kind.PUT, "", "a");
        ok(2, 5, Kind.CAS, "true", "a", "b");
        ok(3, 4, Kind.CAS, "true", "a", "c");
        assertThat(verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void whatNobodyKnowsTheEndOfMayHappenLateOrNeverButNotBeforeItBegan() {
        unknown(0, Kind.PUT, "a");
        ok(2, 3, Kind.GET, "");
        ok(4, 5, Kind.GET, "a");
        assertThat(verdict()).isEqualTo(Verdict.LINEARIZABLE);
        history.clear();
        ok(0, 1, Kind.GET, "a");
        unknown(2, Kind.PUT, "a");
        assertThat(verdict()).isEqualTo(Verdict.VIOLATED);
        history.clear();
        unknown(0, Kind.INC);
        ok(1, 2, Kind.INC, "2");
        ok(3, 4, Kind.INC, "3");
        assertThat(verdict()).isEqualTo(Verdict.LINEARIZABLE);
        ok(5, 6, Kind.INC, "5");
        assertThat(verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void whatSurelyFailedCountsForNothing() {
        history.add(new Seen("p", Kind.PUT, "k", List.of("a"), Optional.empty(), 0, 1, Status.FAIL));
        ok(2, 3, Kind.GET, "");
        assertThat(verdict()).isEqualTo(Verdict.LINEARIZABLE);
    }

    @Test
    void whatWouldTakeTooLongIsUndecided() {
        for (int i = 0; i < 20; i++) {
            unknown(i, Kind.PUT, "v" + i);
        }
        ok(30, 31, Kind.GET, "nobody put this");
        assertThat(Linearizability.check(history, 1_000).verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(Linearizability.check(history, 1_000).keys()).containsEntry("k", Verdict.UNDECIDED);
    }

    @Test
    void agreesWithTryingAllOrders() {
        int violated = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            List<Seen> random = randomHistory(new Random(seed));
            boolean possible = anyOrder(random, Register.ABSENT);
            violated += possible ? 0 : 1;
            assertThat(Linearizability.check(random, 1_000_000).verdict())
                    .as("seed %d: %s", seed, random)
                    .isEqualTo(possible ? Verdict.LINEARIZABLE : Verdict.VIOLATED);
        }
        assertThat(violated).isBetween(2_000, 18_000); // else one of the two says always the same
    }

    private static List<Seen> randomHistory(Random random) {
        List<Seen> seen = new ArrayList<>();
        int count = 2 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            String one = String.valueOf(random.nextInt(3));
            List<String> arguments = switch (kind) {
                case PUT -> List.of(one);
                case CAS -> List.of(one, String.valueOf(random.nextInt(3)));
                default -> List.of();
            };
            Optional<String> result = switch (kind) {
                case GET -> random.nextInt(3) == 0 ? Optional.empty() : Optional.of(one);
                case PUT -> Optional.empty();
                case INC -> Optional.of(String.valueOf(1 + random.nextInt(3)));
                default -> Optional.of(String.valueOf(random.nextBoolean()));
            };
            long call = random.nextInt(10);
            boolean known = random.nextInt(5) > 0;
            seen.add(new Seen(
                    "p",
                    kind,
                    "k",
                    arguments,
                    known ? result : Optional.empty(),
                    call,
                    known ? call + random.nextInt(5) : Long.MAX_VALUE,
                    known ? Status.OK : Status.INFO));
        }
        return seen;
    }

    private static boolean anyOrder(List<Seen> left, Register register) {
        if (left.stream().noneMatch(seen -> seen.status() == Status.OK)) {
            return true;
        }
        for (Seen candidate : left) {
            boolean mayBeNext = left.stream()
                    .noneMatch(other -> other.status() == Status.OK && other.returnNanos() < candidate.callNanos());
            Register after = mayBeNext ? register.after(candidate) : null;
            if (after != null) {
                List<Seen> rest = new ArrayList<>(left);
                rest.remove(candidate);
                if (anyOrder(rest, after)) {
                    return true;
                }
            }
        }
        return false;
    }
}

package dev.levada.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On virtual time: ticks each 20 ms, as the product has them, and beats as each test says. */
final class WorkersTest {
    private static final long MILLI = 1_000_000;
    private static final long BEAT = 100 * MILLI;
    private static final long TICK = 20 * MILLI;
    private static final long SECOND = 1_000 * MILLI;
    private static final Suspicion WIDE = new Suspicion(500 * MILLI, 10_000 * MILLI);
    private static final Location FIRST = new Location(1, 1);
    private static final Location SECOND_WORKER = new Location(2, 1);

    private Workers workers = new Workers(Suspicion.standard());
    private long now = 1;

    private void beat(Location worker) {
        assertThat(workers.beat(worker, "host", now)).isTrue();
    }

    /** Time goes by with nothing heard. Returns who was suspected, and when. */
    private List<Workers.Silent> silence(long nanos) {
        long until = now + nanos;
        while (now < until) {
            now = Math.min(until, now + TICK);
            List<Workers.Silent> silent = workers.newlySilent(now);
            if (!silent.isEmpty()) {
                return silent;
            }
        }
        return List.of();
    }

    private void beats(Location worker, int times, long gap) {
        for (int i = 0; i < times; i++) {
            assertThat(silence(gap)).as("beat %d", i).isEmpty();
            beat(worker);
        }
    }

    /** How long it takes until the silence of a worker is noticed. */
    private long noticedAfter() {
        long from = now;
        assertThat(silence(60 * SECOND)).hasSize(1);
        return now - from;
    }

    private long patienceAfterGapsOf(long gap) {
        workers = new Workers(WIDE);
        beats(FIRST, 3_000, BEAT);
        beats(FIRST, 5, gap);
        return noticedAfter();
    }

    @Test
    void noticesTheSilenceOfASteadyWorkerWithinThreeSeconds() {
        beats(FIRST, 600, BEAT);

        assertThat(noticedAfter()).isBetween(2 * SECOND, 2 * SECOND + 2 * TICK);
    }

    @Test
    void noticesTheSilenceOfANewWorkerWithinThreeSeconds() {
        beat(FIRST);

        assertThat(noticedAfter()).isBetween(2 * SECOND, 3 * SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void suspectsNobodyOnABusyMachineAndStillNoticesSilenceWithinThreeSeconds(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            long stall = random.nextInt(20) == 0 ? random.nextInt(1_400) * MILLI : random.nextInt(100) * MILLI;
            beats(FIRST, 1, BEAT + stall);
        }

        assertThat(noticedAfter()).as("seed %d", seed).isLessThan(3 * SECOND);
    }

    @Test
    void waitsLongerForAWorkerThatIsIrregular() {
        assertThat(patienceAfterGapsOf(BEAT)).isLessThan(SECOND);
        assertThat(patienceAfterGapsOf(450 * MILLI)).isGreaterThan(SECOND);
    }

    @Test
    void remembersStallsForAWhileAndForgetsThemThen() {
        workers = new Workers(WIDE);
        beats(FIRST, 3_000, BEAT);
        beats(FIRST, 5, 450 * MILLI);
        beats(FIRST, 50, BEAT);
        beats(FIRST, 1, 600 * MILLI);
        beats(FIRST, 2_000, BEAT);

        assertThat(noticedAfter()).isLessThan(600 * MILLI);
    }

    @Test
    void aPauseOfTheCoordinatorIsNobodysSilence() {
        beats(FIRST, 600, BEAT);
        beats(SECOND_WORKER, 1, 0);

        now += 30 * SECOND;

        assertThat(workers.newlySilent(now)).isEmpty();
        beat(FIRST);
        assertThat(noticedAfter())
                .as("the other one is silent also when the coordinator runs")
                .isLessThan(3 * SECOND);
    }

    @Test
    void aCoordinatorThatStandsStillAgainAndAgainSuspectsNobody() {
        beats(FIRST, 600, BEAT);
        for (int i = 0; i < 100; i++) {
            now += 3 * SECOND;
            assertThat(workers.newlySilent(now)).isEmpty();
            assertThat(silence(TICK)).isEmpty();
            beat(FIRST);
        }
    }

    @Test
    void aPauseOfTheCoordinatorTellsNothingOfTheRhythmOfAWorker() {
        workers = new Workers(WIDE);
        beats(FIRST, 3_000, BEAT);
        for (int i = 0; i < 10; i++) {
            now += 30 * SECOND;
            beat(FIRST);
        }

        assertThat(noticedAfter()).isLessThan(SECOND);
    }

    @Test
    void waitsTwiceAsLongForAHostWithEachSuspicionThatWasFalseUpToTheBound() {
        workers = new Workers(WIDE);
        long before = 0;
        for (int i = 0; i < 6; i++) {
            beats(FIRST, 1, BEAT);
            beats(FIRST, 3_000, 20 * MILLI); // what it learns of the gap itself is forgotten
            long patience = noticedAfter();
            assertThat(patience).isGreaterThan(Math.min(before * 3 / 2, 9 * SECOND));
            assertThat(patience).isLessThan(11 * SECOND);
            before = patience;
            beat(FIRST);
        }
        assertThat(before).isGreaterThan(10 * SECOND);
    }

    @Test
    void oneThatHadToBeKilledWasThereToo() {
        workers = new Workers(WIDE);
        beats(FIRST, 3_000, 20 * MILLI);
        long before = noticedAfter();
        workers.exited(FIRST, now);
        Location next = new Location(1, 2);
        beat(next);
        beats(next, 3_000, 20 * MILLI);

        assertThat(noticedAfter()).isGreaterThan(before * 3 / 2);
    }

    @Test
    void oneWhoseEndWasSeenFirstIsNoReasonToWaitLonger() {
        workers = new Workers(WIDE);
        beats(FIRST, 3_000, 20 * MILLI);
        workers.exited(FIRST, now);
        Location next = new Location(1, 2);
        beat(next);
        beats(next, 3_000, 20 * MILLI);

        assertThat(noticedAfter()).isLessThan(600 * MILLI);
    }

    @Test
    void anotherHostIsNotDoubtedAndDoubtsPass() {
        Doubts doubts = new Doubts();
        doubts.add("one", now);
        doubts.add("one", now);

        assertThat(doubts.longer("two", WIDE, now)).isEqualTo(WIDE.atLeastNanos());
        assertThat(doubts.longer("one", WIDE, now)).isEqualTo(4 * WIDE.atLeastNanos());
        assertThat(doubts.longer("one", WIDE, now + 600 * SECOND)).isEqualTo(2 * WIDE.atLeastNanos());
        assertThat(doubts.longer("one", WIDE, now + 1_200 * SECOND)).isEqualTo(WIDE.atLeastNanos());
    }

    @Test
    void suspectsEachWorkerOnceUntilItIsHeardAgain() {
        beats(FIRST, 100, BEAT);
        noticedAfter();

        assertThat(silence(60 * SECOND)).isEmpty();
        assertThat(workers.alive()).isEmpty();
        beat(FIRST);
        assertThat(workers.alive()).containsExactly(FIRST);
        noticedAfter();
    }

    @Test
    void whatIsGoneForCertainDoesNotComeBack() {
        beats(FIRST, 100, BEAT);
        workers.exited(FIRST, now);

        assertThat(workers.beat(FIRST, "host", now)).isFalse();
        assertThat(workers.alive()).isEmpty();
        assertThat(workers.beat(new Location(1, 2), "host", now)).isTrue();
        assertThat(workers.beat(FIRST, "host", now)).isFalse();
    }

    @Test
    void whoWasNeverHeardOfIsNotSuspected() {
        workers.expect(1, now);

        assertThat(silence(60 * SECOND)).isEmpty();
        assertThat(workers.alive()).isEmpty();
    }

    @Test
    void neverSuspectsWhoIsInTheSameProcess() {
        workers = new Workers(Suspicion.never());
        beats(FIRST, 10, BEAT);

        assertThat(silence(3_600 * SECOND)).isEmpty();
    }

    @Test
    void boundsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> new Suspicion(2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 2 and 1 ns");
    }
}

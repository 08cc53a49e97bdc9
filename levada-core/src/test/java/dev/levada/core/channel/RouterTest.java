package dev.levada.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.levada.api.graph.Partitioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RouterTest {
    private static final Partitioning BY_VALUE = Partitioning.byKey(value -> value);

    @Test
    void sendsInTurnAsManyToEach() {
        EdgeUnderTest edge = sentAll(Partitioning.inTurn(), 3, 3_000);

        assertThat(edge.received).allSatisfy(values -> assertThat(values).hasSize(1_000));
        assertThat(edge.received.get(0)).startsWith(2, 5, 8);
    }

    @Test
    void sendsAtRandomAboutAsManyToEach() {
        EdgeUnderTest edge = sentAll(Partitioning.random(), 4, 40_000);

        assertThat(edge.received).allSatisfy(values -> assertThat(values.size()).isCloseTo(10_000, within(400)));
    }

    @Test
    void sendsManyKeysAboutEvenly() {
        EdgeUnderTest edge = sentAll(BY_VALUE, 7, 70_000);

        assertThat(edge.received).allSatisfy(values -> assertThat(values.size()).isCloseTo(10_000, within(400)));
    }

    @Test
    void sendsEverythingToEachByBroadcastAndInOrder() {
        EdgeUnderTest edge = sentAll(Partitioning.broadcast(), 3, 100);

        assertThat(edge.received)
                .allSatisfy(values -> assertThat(values)
                        .isEqualTo(IntStream.range(0, 100).boxed().toList()));
    }

    @Test
    void sendsGloballyToTheFirstThatLives() {
        EdgeUnderTest edge = new EdgeUnderTest(Partitioning.global(), 3, 4, 1, 0);
        edge.router.accept("a");
        edge.settle();
        edge.lose(0);
        edge.router.accept("b");
        edge.settle();

        assertThat(edge.received).containsExactly(List.of("a"), List.of("b"), List.of());
    }

    @Test
    void sendsOnDemandToTheConsumerWithTheLeastWaiting() {
        EdgeUnderTest edge = new EdgeUnderTest(Partitioning.onDemand(), 3, 64, 1, 0);
        for (int i = 0; i < 90; i++) {
            edge.router.accept(i);
            edge.take(1);
        }

        assertThat(edge.received.get(1)).hasSizeGreaterThan(80);
    }

    /** Where a key goes is part of the format of saved state: it must be the same in every version. */
    @Test
    void assignsKeysToTasksForGood() {
        List<Object> keys = List.of("a", "b", "c", "d", "levada", "", 1L, 2L, 3L, -1, 42, 'x', true, 0.5);

        assertThat(keys.stream().map(key -> taskOf(key, 5)).toList())
                .containsExactly(4, 0, 3, 4, 4, 0, 1, 0, 2, 2, 0, 0, 0, 0);
        assertThat(keys.stream().map(key -> taskOf(key, 32_768)).toList())
                .containsExactly(
                        28699, 5483, 20006, 32487, 26884, 0, 10407, 6266, 17144, 16632, 1087, 1249, 2005, 1619);
    }

    private static int taskOf(Object key, int tasks) {
        EdgeUnderTest edge = new EdgeUnderTest(BY_VALUE, tasks, 1, 1, 0);
        edge.router.accept(key);
        return IntStream.range(0, tasks).filter(edge::take).findFirst().orElseThrow();
    }

    @Test
    void losesNothingThatWasNotHandedOverToAConsumerThatIsGone() {
        List<Partitioning> all = List.of(
                Partitioning.inTurn(), Partitioning.random(), Partitioning.onDemand(), Partitioning.global(), BY_VALUE);
        for (long seed = 0; seed < 2_000; seed++) {
            Partitioning partitioning = all.get((int) (seed % all.size()));
            new LossyRun(partitioning, seed).check();
        }
    }

    /** Sends, takes and loses consumers at random, also while the end is on its way; one consumer survives. */
    private static final class LossyRun {
        private final long seed;
        private final Random random;
        private final EdgeUnderTest edge;
        private final List<Integer> living;
        private final List<Object> expected = new ArrayList<>();
        private int sent;

        LossyRun(Partitioning partitioning, long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            int consumers = 1 + random.nextInt(5);
            this.edge = new EdgeUnderTest(partitioning, consumers, 1 << random.nextInt(3), 1 + random.nextInt(4), seed);
            this.living = new ArrayList<>(IntStream.range(0, consumers).boxed().toList());
        }

        void check() {
            for (int i = 0; i < 100; i++) {
                step(true);
            }
            edge.gate.end();
            for (int i = 0; i < 20; i++) {
                step(false);
            }
            edge.settle();
            // What a lost consumer took before counts as received.
            List<Object> seen = new ArrayList<>(edge.allReceived());
            seen.addAll(expected);
            assertThat(seen)
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, sent)
                            .<Object>mapToObj(each -> each)
                            .toList());
            assertThat(living)
                    .as("seed %d", seed)
                    .allSatisfy(each -> assertThat(edge.ends.get(each)).isEqualTo(1));
            assertThat(edge.gate.lostRecords()).as("seed %d", seed).isZero();
        }

        private void step(boolean sending) {
            int consumer = living.get(random.nextInt(living.size()));
            switch (random.nextInt(12)) {
                case 0 -> {
                    if (living.size() > 1 && edge.ends.get(consumer) == 0) {
                        living.remove((Integer) consumer);
                        expected.addAll(edge.lose(consumer));
                    }
                }
                case 1 -> {
                    if (sending) {
                        edge.gate.flush();
                    }
                }
                case 2, 3, 4 -> edge.take(consumer);
                case 5 -> edge.gate.drain();
                default -> {
                    if (sending && (!edge.gate.blocked() || edge.gate.drain())) {
                        edge.router.accept(sent++);
                    }
                }
            }
        }
    }

    @Test
    void givesTheSurvivorsOfABroadcastEverythingInOrder() {
        EdgeUnderTest edge = new EdgeUnderTest(Partitioning.broadcast(), 3, 2, 2, 0);
        for (int i = 0; i < 20; i++) {
            edge.router.accept(i);
        }
        edge.lose(1);
        edge.gate.end();
        edge.settle();

        assertThat(edge.received.get(0))
                .isEqualTo(IntStream.range(0, 20).boxed().toList());
        assertThat(edge.received.get(2)).isEqualTo(edge.received.get(0));
        assertThat(edge.gate.lostRecords()).isZero();
    }

    @Test
    void countsWhatNobodyIsLeftToTake() {
        for (Partitioning partitioning : List.of(Partitioning.inTurn(), Partitioning.broadcast(), BY_VALUE)) {
            EdgeUnderTest edge = new EdgeUnderTest(partitioning, 1, 2, 1, 0);
            for (int i = 0; i < 5; i++) {
                edge.router.accept(i);
            }
            List<Object> lost = edge.lose(0);
            edge.gate.drain();
            edge.router.accept(5);

            assertThat(lost).hasSize(2);
            assertThat(edge.gate.lostRecords()).as(partitioning.label()).isEqualTo(4);
            assertThat(edge.gate.blocked()).isFalse();
        }
    }

    @Test
    void countsWhatALostProducerHadNotHandedOver() {
        EdgeUnderTest edge = new EdgeUnderTest(Partitioning.inTurn(), 2, 1, 2, 0);
        for (int i = 0; i < 9; i++) {
            edge.router.accept(i);
        }

        edge.gate.lose();
        edge.settle();

        assertThat(edge.allReceived()).hasSize(4);
        assertThat(edge.gate.lostRecords()).isEqualTo(5);
        assertThat(edge.channels).allMatch(LocalChannel::producerLost);
    }

    @Test
    void isBlockedOnlyWhileSomethingWaits() {
        EdgeUnderTest edge = new EdgeUnderTest(Partitioning.inTurn(), 2, 1, 1, 0);
        LongStream.range(0, 3).forEach(edge.router::accept);
        assertThat(edge.gate.blocked()).isTrue();
        assertThat(edge.gate.drain()).isFalse();

        edge.take(1);

        assertThat(edge.gate.drain()).isTrue();
        assertThat(edge.gate.blocked()).isFalse();
    }

    @Test
    void keepsTheOrderOfAChannelAlsoWhenRoomComesWhileSomethingWaits() {
        EdgeUnderTest edge = new EdgeUnderTest(Partitioning.forward(), 1, 1, 1, 0);
        for (int i = 0; i < 10; i++) {
            edge.router.accept(3 * i);
            edge.router.accept(3 * i + 1);
            edge.take(0);
            edge.router.accept(3 * i + 2); // there is room, but another comes first
            edge.settle();
        }

        assertThat(edge.received.get(0))
                .isEqualTo(IntStream.range(0, 30).boxed().toList());
    }

    @Test
    void namesTheRecordWhoseKeyCannotBeComputed() {
        EdgeUnderTest broken = new EdgeUnderTest(
                Partitioning.byKey(value -> {
                    throw new IllegalStateException("no key");
                }),
                2,
                1,
                1,
                0);

        assertThatThrownBy(() -> broken.router.accept("r-17"))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("r-17")
                .hasMessageContaining("no key");
    }

    private static EdgeUnderTest sentAll(Partitioning partitioning, int consumers, int records) {
        EdgeUnderTest edge = new EdgeUnderTest(partitioning, consumers, 4, 8, 11);
        for (int i = 0; i < records; i++) {
            edge.router.accept(i);
            if (edge.gate.blocked()) {
                edge.settle();
            }
        }
        edge.gate.end();
        edge.settle();
        assertThat(edge.ends).containsOnly(1);
        return edge;
    }
}

package dev.levada.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.graph.Partitioning;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A producer goes on for the consumers that it has while others are away. */
final class AwayConsumerTest {

    private static void send(AwayEdge edge, long from, long upTo) {
        LongStream.rangeClosed(from, upTo).forEach(edge.router::accept);
        edge.gate.flush();
    }

    private static List<Object> numbers(long from, long upTo) {
        return LongStream.rangeClosed(from, upTo).<Object>mapToObj(each -> each).toList();
    }

    @Test
    void theOthersGetTheirsWhileOneIsAwayAndItGetsItsOwnAfterwards() {
        AwayEdge edge = new AwayEdge(Partitioning.broadcast(), 2, 2, 4, 0);
        AwayEdge.Consumer away = edge.consumers.get(0);
        AwayEdge.Consumer stays = edge.consumers.get(1);
        away.leave();

        for (long i = 1; i <= 400; i += 4) {
            send(edge, i, i + 3);
            assertThat(edge.gate.blocked()).isFalse();
            stays.takeAll();
        }
        assertThat(stays.taken).isEqualTo(numbers(1, 400));
        assertThat(edge.gate.waits()).isTrue();

        away.comeBack();
        away.takeAll();
        assertThat(away.taken).isEqualTo(numbers(1, 400));
        assertThat(edge.gate.drain()).isTrue();
        assertThat(edge.gate.waits()).isFalse();
    }

    @Test
    void aConsumerThatIsThereAndSlowBlocksAsSoonAsItsChannelIsFull() {
        AwayEdge edge = new AwayEdge(Partitioning.forward(), 1, 2, 1, 0);
        AwayEdge.Consumer slow = edge.consumers.get(0);

        send(edge, 1, 3);
        assertThat(edge.gate.blocked()).isTrue();

        slow.leave();
        assertThat(edge.gate.drain()).isTrue();
        send(edge, 4, 100);
        slow.comeBack();
        assertThat(edge.gate.drain()).as("it has not caught up").isTrue();
        slow.takeAll();
        send(edge, 101, 103);
        assertThat(edge.gate.blocked()).as("it has").isTrue();
        assertThat(edge.gate.drain()).isFalse();
    }

    /** Sixteen budgets, and one batch that finds it so. */
    @Test
    void whatGathersHasABoundAndLiesInTheStore() {
        AwayEdge edge = new AwayEdge(Partitioning.forward(), 1, 2, 1, 10);
        AwayEdge.Consumer away = edge.consumers.get(0);
        away.leave();

        send(edge, 1, 160);
        assertThat(edge.gate.blocked()).isFalse();
        assertThat(edge.store.held).isNotEmpty();
        send(edge, 161, 161);
        assertThat(edge.gate.blocked()).isTrue();
        assertThat(edge.gate.drain()).isFalse();
        int gets = edge.store.gets;
        assertThat(gets).as("nothing is read while it is away").isZero();

        away.comeBack();
        assertThat(edge.gate.drain()).as("there is room again").isTrue();
        away.takeAll();
        assertThat(away.taken).isEqualTo(numbers(1, 161));
    }

    @Test
    void whatGathersDoesSoInFullBatches() {
        AwayEdge edge = new AwayEdge(Partitioning.forward(), 1, 4, 10, 0);
        AwayEdge.Consumer away = edge.consumers.get(0);
        away.leave();
        for (long i = 1; i <= 25; i++) {
            edge.router.accept(i);
            edge.gate.flushPresent();
        }
        assertThat(edge.gate.held()).isEqualTo(2);
        assertThat(edge.gate.waits()).isTrue();

        away.comeBack();
        away.takeAll();
        assertThat(away.taken)
                .as("the rest, too, as nothing comes that would fill it")
                .isEqualTo(numbers(1, 25));
        assertThat(edge.gate.waits()).isFalse();
    }

    @Test
    void withoutAStoreABudgetForAllChannelsIsTheBound() {
        AwayEdge edge = new AwayEdge(Partitioning.broadcast(), 4, 2, 1, 0);
        edge.consumers.forEach(AwayEdge.Consumer::leave);
        long bound = Spill.STANDARD_BUDGET_RECORDS / 4;

        send(edge, 1, bound);
        assertThat(edge.gate.blocked()).isFalse();
        send(edge, bound + 1, bound + 1);
        assertThat(edge.gate.blocked()).isTrue();
    }

    @Test
    void aStoreThatIsFullEndsItSoonerAndLosesNothing() {
        AwayEdge edge = new AwayEdge(Partitioning.forward(), 1, 2, 1, 10);
        edge.store.full = true;
        edge.consumers.get(0).leave();

        send(edge, 1, 20);
        assertThat(edge.gate.blocked()).isFalse();
        send(edge, 21, 21);
        assertThat(edge.gate.blocked()).isTrue();

        edge.consumers.get(0).comeBack();
        edge.consumers.get(0).takeAll();
        assertThat(edge.consumers.get(0).taken).isEqualTo(numbers(1, 21));
    }

    /** Epochs may be long: what is only sent again is kept anyway, and takes nothing of the bound. */
    @Test
    void whatIsSentAgainDoesNotCount() {
        AwayEdge edge = new AwayEdge(Partitioning.forward(), 1, 2, 1, 10);
        AwayEdge.Consumer consumer = edge.consumers.get(0);
        for (long i = 1; i <= 500; i++) {
            send(edge, i, i);
            consumer.takeAll();
        }

        consumer.goBackTo(1); // over another connection, before anybody has noticed that the last one was gone
        send(edge, 501, 600);
        assertThat(edge.gate.blocked()).isFalse();
        consumer.takeAll();
        assertThat(consumer.taken).isEqualTo(numbers(1, 600));
    }

    @Test
    void barriersKeepTheirPlacesAndTheEndComesWhenAllIsSent() {
        AwayEdge edge = new AwayEdge(Partitioning.broadcast(), 2, 4, 2, 6);
        AwayEdge.Consumer away = edge.consumers.get(0);
        AwayEdge.Consumer stays = edge.consumers.get(1);
        away.leave();
        send(edge, 1, 2);
        edge.gate.barrier(7);
        send(edge, 3, 4);
        stays.takeAll();
        edge.gate.end();
        stays.takeAll();
        assertThat(stays.taken)
                .as("no end yet: what is for the other may still be for this one")
                .hasSize(5);

        away.comeBack();
        away.takeAll();
        stays.takeAll();
        assertThat(away.taken).containsExactly(1L, 2L, "barrier 7", 3L, 4L, "end");
        assertThat(stays.taken).isEqualTo(away.taken);
    }

    @Test
    void onDemandNothingGoesToAConsumerThatIsAway() {
        AwayEdge edge = new AwayEdge(Partitioning.onDemand(), 3, 64, 1, 0);
        edge.consumers.get(0).leave();

        send(edge, 1, 60);
        edge.consumers.get(0).comeBack();
        edge.consumers.get(0).takeAll();

        assertThat(edge.consumers.get(0).taken).isEmpty();
    }

    /** A task that waits for its log only may be ahead of it by a little: also when somebody has just caught up. */
    @Test
    void whoHasCaughtUpButForTheLogIsNotBehind() {
        AwayEdge edge = new AwayEdge(Partitioning.forward(), 1, 64, 1, 0);
        AwayEdge.Consumer consumer = edge.consumers.get(0);
        consumer.leave();
        send(edge, 1, 10);
        edge.position = 1;
        send(edge, 11, 20);
        consumer.comeBack();
        send(edge, 21, 26);
        assertThat(edge.gate.blocked()).isFalse();
        send(edge, 27, 27);
        assertThat(edge.gate.blocked()).isTrue();
        consumer.takeAll();
        assertThat(consumer.taken).isEqualTo(numbers(1, 10));

        edge.gate.stable(1);
        consumer.takeAll();
        assertThat(consumer.taken).isEqualTo(numbers(1, 27));
    }

    @Test
    void aBatchThatIsNotFullDoesNotStayBehindForTheLog() {
        AwayEdge edge = new AwayEdge(Partitioning.forward(), 1, 64, 10, 0);
        AwayEdge.Consumer consumer = edge.consumers.get(0);
        consumer.leave();
        edge.position = 1;
        LongStream.rangeClosed(1, 13).forEach(edge.router::accept);
        edge.gate.flushPresent();
        consumer.comeBack();
        edge.gate.stable(1);
        consumer.takeAll();

        assertThat(consumer.taken).isEqualTo(numbers(1, 13));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 40})
    void everyConsumerTakesEverythingInOrderHoweverItComesAndGoes(int budget) {
        for (long seed = 0; seed < 300; seed++) {
            run(budget, seed);
        }
    }

    private static void run(int budget, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AwayEdge edge =
                new AwayEdge(Partitioning.broadcast(), 3, 1 << random.nextInt(3), 1 + random.nextInt(4), budget);
        List<Object> sent = new ArrayList<>();
        long[] released = new long[3];
        long epoch = 0;
        for (int step = 0; step < 2_000; step++) {
            int index = random.nextInt(3);
            AwayEdge.Consumer consumer = edge.consumers.get(index);
            switch (random.nextInt(16)) {
                case 0 -> consumer.leave();
                case 1 -> {
                    if (consumer.isAway()) {
                        consumer.goBackTo(random.nextLong(released[index] + 1, consumer.next + 1));
                    }
                }
                case 2 -> {
                    consumer.release();
                    released[index] = consumer.next - 1;
                }
                case 3 -> edge.gate.flushPresent();
                case 4 -> {
                    edge.gate.barrier(++epoch);
                    sent.add("barrier " + epoch);
                }
                case 5, 6, 7, 8 -> consumer.take();
                case 9 -> edge.store.full = budget >= 40 && random.nextBoolean();
                default -> {
                    if (!edge.gate.waits() || edge.gate.drain()) {
                        edge.router.accept((long) step);
                        sent.add((long) step);
                    }
                }
            }
        }
        settle(edge);
        sent.add("end");
        assertThat(edge.consumers)
                .as("budget %d, seed %d", budget, seed)
                .allSatisfy(each -> assertThat(each.taken).isEqualTo(sent));
    }

    private static void settle(AwayEdge edge) {
        edge.consumers.stream().filter(AwayEdge.Consumer::isAway).forEach(AwayEdge.Consumer::comeBack);
        edge.gate.end();
        for (int i = 0; i < 2_000; i++) {
            edge.gate.drain();
            edge.consumers.forEach(AwayEdge.Consumer::takeAll);
        }
    }
}

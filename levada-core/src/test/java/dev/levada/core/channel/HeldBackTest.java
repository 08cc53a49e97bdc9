package dev.levada.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.graph.Partitioning;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is sent may leave when an epoch is complete, and the task goes on until then. */
final class HeldBackTest {

    /** One consumer, room for two elements, batches of four. */
    private static AwayEdge edge(int budgetRecords) {
        return new AwayEdge(Partitioning.forward(), 1, 2, 4, budgetRecords, true);
    }

    private static void send(AwayEdge edge, long from, long upTo) {
        LongStream.rangeClosed(from, upTo).forEach(edge.router::accept);
        edge.gate.flush();
    }

    private static List<Object> numbers(long from, long upTo) {
        return LongStream.rangeClosed(from, upTo).<Object>mapToObj(each -> each).toList();
    }

    @Test
    void nothingLeavesBeforeItMayAndTheTaskDoesNotWait() {
        AwayEdge edge = edge(0);
        edge.position = 1;
        send(edge, 1, 1_000);
        edge.gate.barrier(7);
        edge.position = 2;
        send(edge, 1_001, 2_000);

        assertThat(edge.gate.waits()).isFalse();
        edge.consumers.get(0).takeAll();
        assertThat(edge.consumers.get(0).taken).isEmpty();

        edge.gate.stable(1);
        edge.consumers.get(0).takeAll();
        List<Object> first = new ArrayList<>(numbers(1, 1_000));
        first.add("barrier 7");
        assertThat(edge.consumers.get(0).taken).isEqualTo(first);
        assertThat(edge.gate.waits()).isFalse();

        edge.gate.stable(2);
        edge.consumers.get(0).takeAll();
        first.addAll(numbers(1_001, 2_000));
        assertThat(edge.consumers.get(0).taken).isEqualTo(first);
    }

    @Test
    void whatIsHeldBackGathersInFullBatches() {
        AwayEdge edge = edge(0);
        edge.position = 1;
        for (long i = 1; i <= 8; i++) {
            edge.router.accept(i);
            edge.gate.flushPresent();
        }

        assertThat(edge.gate.held()).isEqualTo(2);
    }

    @Test
    void whatMayLeaveAndDoesNotMakesTheTaskWaitIfItIsTooMuch() {
        AwayEdge edge = edge(10);
        edge.position = 1;
        send(edge, 1, 400);
        assertThat(edge.gate.blocked()).isFalse();
        assertThat(edge.store.held).as("too much for memory").isNotEmpty();

        edge.gate.stable(1);
        assertThat(edge.gate.blocked())
                .as("more than sixteen budgets for a consumer that is there")
                .isTrue();
        edge.consumers.get(0).takeAll();
        assertThat(edge.gate.drain()).isTrue();
        assertThat(edge.consumers.get(0).taken).isEqualTo(numbers(1, 400));
    }

    @Test
    void whatHasLeftComesAgainAndWhatHasNotDoesNot() {
        AwayEdge edge = edge(10);
        AwayEdge.Consumer consumer = edge.consumers.get(0);
        edge.position = 1;
        send(edge, 1, 100);
        edge.position = 2;
        send(edge, 101, 200);
        edge.gate.stable(1);
        consumer.takeAll();

        consumer.leave();
        consumer.goBackTo(41);
        consumer.takeAll();
        assertThat(consumer.taken).isEqualTo(numbers(1, 100));

        consumer.release();
        assertThat(edge.gate.unreleased(edge.gate::isHeldBack))
                .hasSize(1)
                .allSatisfy((channel, held) -> assertThat(held.firstSequence()).isBetween(98L, 101L));
    }

    @Test
    void whereThereIsNoOtherRoomTheMemoryHasABound() {
        AwayEdge edge = edge(10);
        edge.store.full = true;
        edge.position = 1;

        assertThatThrownBy(() -> send(edge, 1, 1_000))
                .isInstanceOf(SpillException.class)
                .hasMessageContaining("shorten the epochs");
    }
}

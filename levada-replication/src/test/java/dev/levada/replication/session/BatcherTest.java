package dev.levada.replication.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BatcherTest {
    private final Batcher<Integer> batcher = new Batcher<>(3, 100, 1, 1_000);

    @Test
    void oneGoesAtOnceAndTheOthersGatherUntilItHasLanded() {
        batcher.offer(1, 10);
        assertThat(batcher.next()).containsExactly(1);
        batcher.offer(2, 10);
        batcher.offer(3, 10);
        assertThat(batcher.next()).isEmpty();
        batcher.landed();
        assertThat(batcher.next()).containsExactly(2, 3);
    }

    @Test
    void aBatchHasNoMoreThanItsBounds() {
        for (int i = 1; i <= 4; i++) {
            batcher.offer(i, 10);
        }
        batcher.offer(5, 95);
        assertThat(batcher.next()).containsExactly(1, 2, 3);
        batcher.landed();
        assertThat(batcher.next()).containsExactly(4);
        batcher.landed();
        assertThat(batcher.next()).containsExactly(5);
    }

    @Test
    void oneThatIsLongerThanABatchGoesAlone() {
        batcher.offer(1, 5_000);
        batcher.offer(2, 1);
        assertThat(batcher.next()).containsExactly(1);
    }

    @Test
    void whatWaitsHasABound() {
        assertThat(batcher.offer(1, 600)).isTrue();
        assertThat(batcher.offer(2, 600)).isFalse();
        assertThat(batcher.drain()).containsExactly(1);
        assertThat(batcher.offer(3, 600)).isTrue();
    }
}

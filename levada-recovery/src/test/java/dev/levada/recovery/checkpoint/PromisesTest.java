package dev.levada.recovery.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PromisesTest {
    private static final ChannelId LEFT = new ChannelId(new TaskId("left", 0), new TaskId("task", 0), 0);
    private static final ChannelId RIGHT = new ChannelId(new TaskId("right", 0), new TaskId("task", 0), 1);

    private final Map<ChannelId, Long> next = new LinkedHashMap<>(Map.of(LEFT, 1L, RIGHT, 1L));
    private final Map<ChannelId, Long> told = new LinkedHashMap<>();
    private final Promises promises = new Promises(0, () -> next, told::put);

    private void processed(ChannelId input, long upTo) {
        next.put(input, upTo + 1);
        promises.tell();
    }

    @Test
    void tellsWhatIsProcessedAsLongAsNoEpochEnds() {
        processed(LEFT, 3);
        processed(RIGHT, 5);

        assertThat(told).containsEntry(LEFT, 3L).containsEntry(RIGHT, 5L);
    }

    @Test
    void behindItsCutItKeepsSilentUntilTheProducersBarrierHasCome() {
        processed(LEFT, 3);
        promises.cut(1);
        processed(LEFT, 7);
        processed(RIGHT, 4);
        assertThat(told).containsOnly(Map.entry(LEFT, 3L));

        promises.barrier(LEFT, 1);
        processed(LEFT, 8);

        assertThat(told).containsOnly(Map.entry(LEFT, 8L));
    }

    @Test
    void whatWasProcessedBeforeTheCutCanStillBeToldBehindIt() {
        next.put(LEFT, 5L);
        promises.cut(1);

        processed(LEFT, 9);

        assertThat(told).containsOnly(Map.entry(LEFT, 4L));
    }

    @Test
    void theBarrierOfAnEarlierEpochSaysNothing() {
        promises.cut(2);
        promises.barrier(LEFT, 1);
        processed(LEFT, 3);

        assertThat(told).isEmpty();
    }

    @Test
    void whatIsOverIsOverForAllInputs() {
        promises.cut(2);
        processed(LEFT, 3);
        promises.over(1);
        promises.tell();
        assertThat(told).isEmpty();

        promises.over(2);
        promises.tell();

        assertThat(told).containsOnly(Map.entry(LEFT, 3L));
    }

    @Test
    void aProducerThatHasBegunTheEpochFirstIsToldAllTheTime() {
        promises.barrier(LEFT, 1);
        promises.cut(1);
        processed(LEFT, 3);

        assertThat(told).containsOnly(Map.entry(LEFT, 3L));
    }
}

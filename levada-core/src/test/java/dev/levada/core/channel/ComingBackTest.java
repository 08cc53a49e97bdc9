package dev.levada.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.graph.Partitioning;
import dev.levada.core.codec.Codecs;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ComingBackTest {
    private static final int BUDGET = 64;

    private final LocalChannel channel =
            new LocalChannel(new ChannelId(new TaskId("round", 0), new TaskId("loop", 0), 0), 1, () -> {}, () -> {});

    private OutputGate gate(Retention retention, @Nullable Spill spill) {
        return new OutputGate((id, element) -> {}, 16, retention, spill);
    }

    private Router router(OutputGate gate) {
        return Router.of(Partitioning.global(), List.of(channel), true, new SplittableRandom(1), gate);
    }

    @Test
    void goesElsewhereIfThereIsNoRoomAndNothingWaits() {
        MemorySpill store = new MemorySpill();
        OutputGate gate =
                gate(Retention.RELEASED, new Spill(store, new Codecs(getClass().getClassLoader()), BUDGET, any -> {}));
        Router router = router(gate);

        LongStream.range(0, 100 * BUDGET).forEach(router::accept);

        assertThat(gate.blocked()).isFalse();
        assertThat(store.puts).isPositive();
        List<Object> taken = new ArrayList<>();
        Element element;
        while ((element = channel.poll()) != null) {
            for (int i = 0; i < ((Batch) element).size(); i++) {
                taken.add(((Batch) element).value(i));
            }
            gate.drain();
        }
        assertThat(taken).isEqualTo(LongStream.range(0, 100 * BUDGET).boxed().toList());
    }

    @Test
    void failsIfFarTooMuchGathers() {
        OutputGate gate = gate(Retention.NONE, null);
        Router router = router(gate);

        assertThatThrownBy(() -> LongStream.range(0, 1 << 21).forEach(router::accept))
                .isInstanceOf(SpillException.class)
                .hasMessageContaining("records gather at the end of loop 'loop', more than can be kept");
        assertThat(gate.blocked()).isFalse();
    }
}

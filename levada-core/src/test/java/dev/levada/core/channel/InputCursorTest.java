package dev.levada.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.element.Barrier;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import org.junit.jupiter.api.Test;

final class InputCursorTest {
    private static final ChannelId ID = new ChannelId(new TaskId("a", 0), new TaskId("b", 0), 0);

    private final LocalChannel channel = new LocalChannel(ID, 4, () -> {}, () -> {});
    private final InputCursor cursor = new InputCursor(channel, Gaps.NEVER, 1);

    @Test
    void saysThatTheEndHasArrivedThoughNobodyHasTakenIt() {
        channel.offer(new Barrier(1, 1));
        channel.offer(new EndOfStream(2));
        assertThat(cursor.endArrived()).isFalse();

        assertThat(cursor.disconnect()).isEqualTo(2);

        assertThat(cursor.endArrived()).isTrue();
        assertThat(cursor.poll()).isEqualTo(new Barrier(1, 1));
        assertThat(cursor.endArrived()).isTrue();
    }

    @Test
    void doesNotTakeAnotherElementForTheEnd() {
        channel.offer(new Barrier(1, 1));

        assertThat(cursor.disconnect()).isEqualTo(1);

        assertThat(cursor.endArrived()).isFalse();
    }
}

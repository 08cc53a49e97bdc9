package dev.levada.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.element.Barrier;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RemoteOutputTest {
    private static final ChannelId CHANNEL = new ChannelId(new TaskId("a", 0), new TaskId("b", 0), 0);

    private final List<Frame> wire = new ArrayList<>();
    private int frameBytes = 10;

    private RemoteOutput output(long granted, long budgetBytes) {
        return new RemoteOutput(CHANNEL, 1, granted, budgetBytes, frame -> {
            wire.add(frame);
            return frameBytes;
        });
    }

    private static Barrier element(long number) {
        return new Barrier(number, number);
    }

    @Test
    void sendsAsManyElementsAsAreGranted() {
        RemoteOutput output = output(2, 1_000);

        assertThat(output.offer(element(1))).isTrue();
        assertThat(output.offer(element(2))).isTrue();
        assertThat(output.offer(element(3))).isFalse();
        output.report(1, 3);
        assertThat(output.offer(element(3))).isTrue();
        assertThat(wire).hasSize(3);
        assertThat(output.accepted()).isEqualTo(1);
    }

    @Test
    void sendsNoMoreWhileTheConsumerHasAsManyBytesUntakenAsItMay() {
        RemoteOutput output = output(16, 25);

        assertThat(output.offer(element(1))).isTrue();
        assertThat(output.offer(element(2))).isTrue();
        assertThat(output.offer(element(3)))
                .as("goes beyond, and is sent whole")
                .isTrue();
        assertThat(output.offer(element(4))).isFalse();
        output.report(3, 16);
        assertThat(output.offer(element(4))).as("arrived is not taken").isFalse();
        output.report(3, 17);
        assertThat(output.offer(element(4))).isTrue();
        assertThat(output.offer(element(5))).isFalse();
    }

    @Test
    void sendsAnElementThatIsLargerThanAllThatMayBeUntaken() {
        RemoteOutput output = output(16, 25);
        frameBytes = 1_000_000;

        assertThat(output.offer(element(1))).isTrue();
        assertThat(output.offer(element(2))).isFalse();
        output.report(1, 17);
        assertThat(output.offer(element(2))).isTrue();
    }

    @Test
    void takesNothingFromAReportThatComesLate() {
        RemoteOutput output = output(4, 1_000);
        assertThat(output.offer(element(1))).isTrue();
        output.report(1, 5);
        output.report(0, 4);

        assertThat(output.accepted()).isEqualTo(1);
        assertThat(output.waiting()).isZero();
    }
}

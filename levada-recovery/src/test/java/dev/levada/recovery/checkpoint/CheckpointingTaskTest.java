package dev.levada.recovery.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.element.Barrier;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.recovery.CutControl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckpointingTaskTest {
    private static final TaskId TASK = new TaskId("task", 0);
    private static final ChannelId LEFT = new ChannelId(new TaskId("left", 0), TASK, 0);
    private static final ChannelId RIGHT = new ChannelId(new TaskId("right", 0), TASK, 1);

    private final List<String> deeds = new ArrayList<>();
    private final CheckpointingTask task = new CheckpointingTask(Checkpoint.Mode.AUTO);

    @Test
    void lateWordOfAnEpochThatWasGivenUpDoesNotForgetTheBarriersOfTheNextOne() {
        task.attach(new CutControl(5, List.of(LEFT, RIGHT), deeds));
        task.barrier(LEFT, new Barrier(1, 7));
        task.trigger(6, true);
        assertThat(deeds).containsExactly("block");

        task.trigger(7, false);
        task.barrier(RIGHT, new Barrier(1, 7));
        assertThat(deeds).containsExactly("block", "block", "cut 7", "unblock");
    }

    @Test
    void anEpochEndsBeforeItsBarriersHaveComeIfThatTakesTooLong() {
        task.attach(new CutControl(5, List.of(LEFT, RIGHT), deeds));
        task.trigger(6, false);
        task.barrier(LEFT, new Barrier(1, 6));
        task.trigger(6, true);
        assertThat(deeds).containsExactly("block", "cut 6", "unblock");
    }
}

package dev.levada.recovery.backtrack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Guarantee;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.recovery.CutControl;
import dev.levada.recovery.checkpoint.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MergingTaskTest {
    private static final TaskId TASK = new TaskId("task", 0);
    private static final ChannelId LEFT = new ChannelId(new TaskId("left", 0), TASK, 0);
    private static final ChannelId RIGHT = new ChannelId(new TaskId("right", 0), TASK, 1);

    private final List<String> deeds = new ArrayList<>();
    private final List<ChannelId> open = new ArrayList<>(List.of(LEFT, RIGHT));
    private final TaskRecovery task = new MergingTask(new Checkpoint(Checkpoint.Mode.ALIGNED)
            .forTask(new JobPlan("job", Guarantee.EXACTLY_ONCE, List.of(), List.of()), TASK));

    @BeforeEach
    void begin() {
        task.attach(new CutControl(0, open, deeds));
    }

    private void barrier(ChannelId input, long epoch) {
        task.barrier(input, new Barrier(epoch, epoch));
    }

    @Test
    void anEpochEndsWhereAllInputsHaveItsBarrier() {
        barrier(LEFT, 7);
        assertThat(deeds).containsExactly("block");
        barrier(RIGHT, 7);
        assertThat(deeds).containsExactly("block", "block", "cut 7", "unblock");
    }

    /** When that was heard is nothing that another attempt would know. */
    @Test
    void oneThatWasGivenUpEndsAtTheSamePlaceWithoutASnapshot() {
        task.abort(7);
        barrier(LEFT, 7);
        assertThat(deeds).containsExactly("block");
        barrier(RIGHT, 7);
        assertThat(deeds).containsExactly("block", "block", "pass 7", "unblock");

        deeds.clear();
        barrier(LEFT, 8);
        task.abort(8);
        assertThat(deeds).containsExactly("block");
    }

    @Test
    void whoHasOnlyALaterBarrierIsWaitedForThere() {
        barrier(LEFT, 7);
        barrier(RIGHT, 8);
        assertThat(deeds).containsExactly("block", "block", "unblock " + LEFT);
        barrier(LEFT, 8);
        assertThat(deeds.subList(3, deeds.size())).containsExactly("block", "cut 8", "unblock");
    }

    @Test
    void whatHasEndedIsNotWaitedFor() {
        barrier(LEFT, 7);
        open.remove(RIGHT);
        task.processed(RIGHT, new EndOfStream(9));
        assertThat(deeds).containsExactly("block", "cut 7", "unblock");
    }
}

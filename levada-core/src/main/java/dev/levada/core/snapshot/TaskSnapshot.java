package dev.levada.core.snapshot;

import dev.levada.core.channel.Unreleased;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.state.StateView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a task leaves behind at the end of an epoch, or of a window, its state not written out yet.
 *
 * @param epoch the epoch that begins after it: the barrier's
 * @param window the number of the window that ends there, within that epoch; 0 where the epoch begins
 * @param base the epoch whose state this one's increments build on; 0 if all of it is whole
 * @param finished whether the task had processed all of its input and handed over everything
 * @param inputs for each input, the first number that was not processed
 * @param ended the inputs that have ended
 * @param outputs for each output, the number of the last element before the barrier
 * @param externalCalls how many calls to the outside the task had made
 * @param operators in the order of the chain
 * @param sent for each output, what its consumer may still ask for, in order; absent if that need not outlast the task
 * @param loop how far the task is with the laps of a loop
 * @param watermarks how far event time has come in the task
 */
public record TaskSnapshot(
        TaskId task,
        long attempt,
        long epoch,
        long window,
        long base,
        boolean finished,
        Map<ChannelId, Long> inputs,
        List<ChannelId> ended,
        Map<ChannelId, Long> outputs,
        long externalCalls,
        SourcePositions positions,
        List<OperatorSnapshot> operators,
        Optional<Map<ChannelId, Unreleased>> sent,
        LoopState loop,
        WatermarkState watermarks) {

    public TaskSnapshot {
        ended = List.copyOf(ended);
        operators = List.copyOf(operators);
    }

    /** It will not be written out, or has been: the task may stop keeping it. Any thread. */
    public void release() {
        operators.forEach(operator -> operator.state().ifPresent(StateView::release));
    }
}

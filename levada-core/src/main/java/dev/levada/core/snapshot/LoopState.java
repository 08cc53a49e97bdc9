package dev.levada.core.snapshot;

import dev.levada.core.plan.ChannelId;
import java.util.List;

/**
 * How far a task is with the {@link dev.levada.core.element.Lap laps} of the loop that it is part of.
 *
 * @param awaited the number of the lap that it waits for, 0 if it has not begun
 * @param come the inputs on which that has come
 * @param ahead the inputs on which the lap after that has come, too
 * @param quiet whether all that have come say that nobody has taken a record
 * @param quietAhead whether all that are ahead say so
 * @param idle whether the task has taken none since it passed on the last lap
 */
public record LoopState(
        long awaited, List<ChannelId> come, List<ChannelId> ahead, boolean quiet, boolean quietAhead, boolean idle) {

    public LoopState {
        come = List.copyOf(come);
        ahead = List.copyOf(ahead);
    }

    /** Nothing has begun; or the task is not part of a loop. */
    public static LoopState none() {
        return new LoopState(0, List.of(), List.of(), true, true, false);
    }
}

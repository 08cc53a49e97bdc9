package dev.levada.core.snapshot;

import dev.levada.core.element.EventTime;
import dev.levada.core.plan.ChannelId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far event time has come in a task.
 *
 * @param millis the task's own watermark: all timers up to it have fired, and it was sent on; or {@link EventTime#NONE}
 * @param idle whether it was said last that nothing follows for now
 * @param inputs the last watermark of each input that had one
 * @param idleInputs the inputs that nobody waits for
 */
public record WatermarkState(long millis, boolean idle, Map<ChannelId, Long> inputs, List<ChannelId> idleInputs) {

    public WatermarkState {
        idleInputs = List.copyOf(idleInputs);
    }

    /** Nothing is known; or there is no event time in the task. */
    public static WatermarkState none() {
        return new WatermarkState(EventTime.NONE, false, new LinkedHashMap<>(), List.of());
    }

    /**
     * That of tasks in whose place others begin, over other channels: what one of them had not come to, none has, and
     * all are waited for.
     */
    public static WatermarkState earliest(Iterable<WatermarkState> states) {
        long earliest = EventTime.END;
        for (WatermarkState state : states) {
            earliest = Math.min(earliest, state.millis);
        }
        return new WatermarkState(
                earliest == EventTime.END ? EventTime.NONE : earliest, false, new LinkedHashMap<>(), List.of());
    }
}

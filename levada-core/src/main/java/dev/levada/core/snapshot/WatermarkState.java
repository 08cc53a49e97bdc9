package dev.levada.core.snapshot;

import dev.levada.core.element.EventTime;
import dev.levada.core.plan.ChannelId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far event time has come in a task.
 *
 * @param millis the task's own watermark: all timers up to it have fired, and it was sent on; or {@link EventTime#NONE}
 * @param inputs the last watermark of each input that had one
 */
public record WatermarkState(long millis, Map<ChannelId, Long> inputs) {

    /** Nothing is known; or there is no event time in the task. */
    public static WatermarkState none() {
        return new WatermarkState(EventTime.NONE, new LinkedHashMap<>());
    }

    /** That of tasks in whose place others begin, over other channels: what one of them had not come to, none has. */
    public static WatermarkState earliest(Iterable<WatermarkState> states) {
        long earliest = EventTime.END;
        for (WatermarkState state : states) {
            earliest = Math.min(earliest, state.millis);
        }
        return new WatermarkState(earliest == EventTime.END ? EventTime.NONE : earliest, new LinkedHashMap<>());
    }
}

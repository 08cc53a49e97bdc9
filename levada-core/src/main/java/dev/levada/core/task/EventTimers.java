package dev.levada.core.task;

import dev.levada.core.channel.EventClock;
import dev.levada.core.channel.OutputGate;
import org.jspecify.annotations.Nullable;

/** Has the timers of a chain fire to which event time has come, and then the watermark go on. Confined to the task. */
final class EventTimers {
    private final Watermarks watermarks;
    private final EventClock clock;
    private final Station head;
    private final @Nullable CallRunner calls;
    private final OutputGate output;

    /** @param calls the head, if it makes calls: a watermark waits for the answers to those before it */
    EventTimers(Watermarks watermarks, EventClock clock, Station head, @Nullable CallRunner calls, OutputGate output) {
        this.watermarks = watermarks;
        this.clock = clock;
        this.head = head;
        this.calls = calls;
        this.output = output;
    }

    /** Fires one that is due, or if none is, has the watermark go on. */
    void fireOne() {
        if (calls != null) {
            calls.watermark(watermarks.pass(), watermarks.isIdle());
            return;
        }
        if (watermarks.hasAdvanced()) {
            clock.watermark(watermarks.reached());
            if (head.fire(watermarks.reached())) {
                return;
            }
        }
        long millis = watermarks.pass();
        output.watermark(millis, watermarks.isIdle());
    }

    /** Fires all that are due, and has the watermark go on. */
    void fireAll() {
        while (watermarks.isBehind()) {
            fireOne();
        }
    }
}

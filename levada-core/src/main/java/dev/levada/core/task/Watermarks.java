package dev.levada.core.task;

import dev.levada.core.element.EventTime;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.WatermarkState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far event time has come on each input of a task, and so in the task: as far as on the one where it is the
 * earliest. Inputs that have ended do not count, nor do those without event time. Confined to the task.
 *
 * <p>The task is behind that as long as timers fire that are due: what it has come to itself is where all of them have.
 */
final class Watermarks {
    private final List<ChannelId> inputs;
    private final long[] millis;
    /** Where they were when a barrier came that did not wait for the others; NONE if none has since the last cut. */
    private final long[] marked;

    private long reached;
    private long own;

    private Watermarks(List<ChannelId> inputs, long[] millis, long own) {
        this.inputs = inputs;
        this.millis = millis;
        this.marked = new long[millis.length];
        Arrays.fill(marked, EventTime.NONE);
        this.own = own;
        this.reached = earliest();
    }

    /**
     * Of a task, in the order of its inputs.
     *
     * @param ended those that have ended
     */
    static Watermarks of(
            JobPlan plan, TaskId task, List<ChannelId> inputs, List<ChannelId> ended, WatermarkState start) {
        boolean timed = plan.isTimed(task.chain());
        long[] millis = inputs.stream()
                .mapToLong(input -> !timed
                                || ended.contains(input)
                                || !plan.isTimed(input.producer().chain())
                        ? EventTime.END
                        : start.inputs().getOrDefault(input, EventTime.NONE))
                .toArray();
        return new Watermarks(inputs, millis, start.millis());
    }

    /** A watermark has come; an earlier one than before, of another attempt, says nothing new. */
    void came(int input, long watermark) {
        if (watermark > millis[input]) {
            boolean first = millis[input] <= reached;
            millis[input] = watermark;
            if (first) {
                reached = earliest();
            }
        }
    }

    void ended(int input) {
        came(input, EventTime.END);
    }

    private long earliest() {
        long earliest = EventTime.END;
        for (long each : millis) {
            earliest = Math.min(earliest, each);
        }
        return earliest;
    }

    /** A barrier is next that may not wait for the others. */
    void mark(int input) {
        marked[input] = millis[input];
    }

    /** Whether there may be timers that are due. When all has ended the end of the operators says so. */
    boolean isBehind() {
        return reached > own && reached != EventTime.END;
    }

    /** How far event time has come on all inputs. */
    long reached() {
        return reached;
    }

    /** The task has come to it, too. Returns it. */
    long pass() {
        own = reached;
        return own;
    }

    /** What a snapshot holds that is taken now. */
    WatermarkState cut() {
        Map<ChannelId, Long> known = new LinkedHashMap<>();
        for (int i = 0; i < millis.length; i++) {
            long at = marked[i] == EventTime.NONE ? millis[i] : marked[i];
            if (at != EventTime.NONE && at != EventTime.END) {
                known.put(inputs.get(i), at);
            }
        }
        Arrays.fill(marked, EventTime.NONE);
        return new WatermarkState(own, known);
    }
}

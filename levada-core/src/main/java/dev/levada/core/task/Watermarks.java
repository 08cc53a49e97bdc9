package dev.levada.core.task;

import dev.levada.core.element.EventTime;
import dev.levada.core.element.Watermark;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.WatermarkState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far event time has come on each input of a task, and so in the task: as far as on the one where it is the
 * earliest. Inputs that have ended do not count, nor do those without event time, nor idle ones until something comes
 * on them. If all that could count are idle, event time stays where it is. Confined to the task.
 *
 * <p>The task is behind that as long as timers fire that are due, or it has not said that it is idle, or no more: what
 * it has come to itself is where all of them have, and that is said.
 */
final class Watermarks {
    private final List<ChannelId> inputs;
    private final long[] millis;
    private final boolean[] idle;
    /** Whether a barrier has come that did not wait for the others, since the last cut; and how it was there. */
    private final boolean[] marked;

    private final long[] markedMillis;
    private final boolean[] markedIdle;

    private long reached;
    private boolean allIdle;
    private int idleInputs;
    private long own;
    private boolean toldIdle;

    private Watermarks(List<ChannelId> inputs, long[] millis, WatermarkState start) {
        this.inputs = inputs;
        this.millis = millis;
        this.idle = new boolean[millis.length];
        this.marked = new boolean[millis.length];
        this.markedMillis = new long[millis.length];
        this.markedIdle = new boolean[millis.length];
        this.own = start.millis();
        this.reached = own;
        this.toldIdle = start.idle();
        for (int i = 0; i < millis.length; i++) {
            setIdle(i, millis[i] != EventTime.END && start.idleInputs().contains(inputs.get(i)));
        }
        look();
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
        return new Watermarks(inputs, millis, start);
    }

    /**
     * A watermark has come; an earlier one than before, of another attempt, says nothing new of how far event time is.
     * If nothing follows it, it counts first.
     */
    void came(int input, Watermark watermark) {
        boolean first = millis[input] <= reached;
        if (watermark.millis() > millis[input]) {
            millis[input] = watermark.millis();
        }
        boolean was = idle[input];
        setIdle(input, false);
        if (first || was) {
            look();
        }
        if (watermark.idle() && millis[input] != EventTime.END) {
            setIdle(input, true);
            look();
        }
    }

    void ended(int input) {
        millis[input] = EventTime.END;
        setIdle(input, false);
        look();
    }

    /** Whether there are inputs that nobody waits for. */
    boolean hasIdle() {
        return idleInputs > 0;
    }

    /** Records have come on an input: it counts. */
    void active(int input) {
        if (idle[input]) {
            setIdle(input, false);
            look();
        }
    }

    private void setIdle(int input, boolean newIdle) {
        if (idle[input] != newIdle) {
            idle[input] = newIdle;
            idleInputs += newIdle ? 1 : -1;
        }
    }

    private void look() {
        long earliest = EventTime.END;
        for (int i = 0; i < millis.length; i++) {
            if (!idle[i]) {
                earliest = Math.min(earliest, millis[i]);
            }
        }
        allIdle = earliest == EventTime.END && hasIdle();
        if (!allIdle) {
            reached = earliest;
        }
    }

    /** A barrier is next that may not wait for the others. */
    void mark(int input) {
        marked[input] = true;
        markedMillis[input] = millis[input];
        markedIdle[input] = idle[input];
    }

    /**
     * Whether there may be timers that are due, or something to say. When all has ended the end of the operators says
     * so.
     */
    boolean isBehind() {
        return hasAdvanced() || (allIdle != toldIdle && (allIdle || reached != EventTime.END));
    }

    /** Whether there may be timers that are due. */
    boolean hasAdvanced() {
        return reached > own && reached != EventTime.END;
    }

    /** How far event time has come on all inputs. */
    long reached() {
        return reached;
    }

    /** The task has come to it, too. Returns how far it is. */
    long pass() {
        own = hasAdvanced() ? reached : own;
        toldIdle = allIdle;
        return own;
    }

    /** Whether nothing follows for now, as of the last {@link #pass}. */
    boolean isIdle() {
        return toldIdle;
    }

    /** What a snapshot holds that is taken now. */
    WatermarkState cut() {
        Map<ChannelId, Long> known = new LinkedHashMap<>();
        List<ChannelId> idleNow = new ArrayList<>();
        for (int i = 0; i < millis.length; i++) {
            long at = marked[i] ? markedMillis[i] : millis[i];
            if (at != EventTime.NONE && at != EventTime.END) {
                known.put(inputs.get(i), at);
            }
            if (marked[i] ? markedIdle[i] : idle[i]) {
                idleNow.add(inputs.get(i));
            }
            marked[i] = false;
        }
        return new WatermarkState(own, toldIdle, known, idleNow);
    }
}

package dev.levada.recovery.log.pessimistic;

import static java.util.Objects.requireNonNull;

import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.LogControl;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Logs what the task takes, and not only in which order, and tells its producers that they need not keep it as soon as
 * it is durable: whatever becomes of this attempt, the next one has it from the log.
 *
 * <p>What is in memory and not durable is bounded: beyond that the task takes nothing until some of it is.
 */
final class ContentTask extends ForwardingRecovery {
    /** So much of the log may not be durable before the task waits. */
    static final long MAX_WAITING_BYTES = 4 << 20;
    /** So many acknowledgements may wait; the last of them then covers what comes. */
    private static final int MAX_MARKS = 64;

    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    /** For each input, the first number that was not acknowledged. */
    private final Map<ChannelId, Long> acknowledged = new LinkedHashMap<>();

    private final Predicate<ChannelId> back;
    private @Nullable TaskControl task;
    private @Nullable LogControl log;
    private long handedOver;
    private long durable;

    /**
     * How far the task was with its inputs.
     *
     * @param position how far the log goes with all of that
     * @param next for each input, the first number that is not in it
     */
    private record Mark(long position, Map<ChannelId, Long> next) {}

    /**
     * As the protocol of its order.
     *
     * @param order logs the order in which the task takes its input, and all else that it chooses
     * @param back which channels close a loop: what is under way there is in snapshots of who sent it, until the task
     *     says of a complete epoch how far it was
     */
    ContentTask(TaskRecovery order, Predicate<ChannelId> back) {
        super(order);
        this.back = back;
    }

    @Override
    public boolean logsContent() {
        return true;
    }

    @Override
    public void attach(TaskControl control) {
        task = control;
        log = control.log();
        super.attach(control);
    }

    /** Also where nothing leaves the task, its input must not wait with its producers for the end of the epoch. */
    @Override
    public void flushed(long nowNanos) {
        super.flushed(nowNanos);
        long upTo = requireNonNull(log).keep();
        if (upTo > handedOver) {
            handedOver = upTo;
            if (marks.size() == MAX_MARKS) {
                marks.removeLast();
            }
            marks.add(new Mark(upTo, requireNonNull(task).nextSequences()));
        }
    }

    @Override
    public boolean mayTake() {
        return handedOver - durable <= MAX_WAITING_BYTES;
    }

    @Override
    public void stable(long upTo) {
        super.stable(upTo);
        durable = Math.max(durable, upTo);
        Mark reached = null;
        Mark oldest;
        while ((oldest = marks.peek()) != null && oldest.position() <= durable) {
            reached = marks.remove();
        }
        if (reached != null) {
            reached.next().forEach(this::acknowledge);
        }
    }

    private void acknowledge(ChannelId input, long next) {
        if (!back.test(input) && next > acknowledged.getOrDefault(input, 1L)) {
            acknowledged.put(input, next);
            requireNonNull(task).acknowledge(input, next - 1);
        }
    }
}

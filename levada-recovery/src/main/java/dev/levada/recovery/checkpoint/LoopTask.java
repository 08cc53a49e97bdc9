package dev.levada.recovery.checkpoint;

import static java.util.Objects.requireNonNull;

import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.CutPositions;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a loop brings back. The head of a loop ends an epoch before those who send to it over the loop do, as
 * their barrier is its own that has come round. What it takes in between is behind its cut and before theirs, so their
 * snapshots hold it: all that it had not taken by its cut of the last complete epoch. Until it has told them of a later
 * one they keep that, whatever becomes of epochs. When epochs end is another's affair.
 *
 * <p>After P. Carbone et al., "Lightweight Asynchronous Snapshots for Distributed Dataflows" (2015), section 4.3, but
 * that there the head logs what comes round.
 */
final class LoopTask extends ForwardingRecovery {
    private final Predicate<ChannelId> back;
    private final CutPositions cuts = new CutPositions();
    private @Nullable TaskControl task;

    /**
     * Of a task that is at an end of a channel that closes a loop.
     *
     * @param cuts takes aligned snapshots
     * @param back which channels do that
     */
    LoopTask(TaskRecovery cuts, Predicate<ChannelId> back) {
        super(cuts);
        this.back = back;
    }

    @Override
    public void attach(TaskControl control) {
        task = control;
        super.attach(new ForwardingControl(control) {
            @Override
            public void cut(long epoch, boolean holdsSent) {
                cuts.add(epoch, nextSequences());
                super.cut(epoch, holdsSent);
            }

            /** That an epoch is complete does not mean that what was sent in it is taken. */
            @Override
            public void release(ChannelId output, long upTo) {
                if (!back.test(output)) {
                    super.release(output, upTo);
                }
            }
        });
        acknowledge(control.nextSequences()); // the attempt before may not have come to it
    }

    private void acknowledge(Map<ChannelId, Long> next) {
        next.forEach((input, first) -> {
            if (back.test(input) && first > 1) {
                requireNonNull(task).acknowledge(input, first - 1);
            }
        });
    }

    @Override
    public void complete(long epoch) {
        super.complete(epoch);
        acknowledge(cuts.take(epoch));
    }

    @Override
    public void acknowledged(ChannelId channel, long upTo) {
        if (back.test(channel)) {
            requireNonNull(task).release(channel, upTo);
        } else {
            super.acknowledged(channel, upTo);
        }
    }
}

package dev.levada.recovery.hybrid;

import static java.util.Objects.requireNonNull;

import dev.levada.core.channel.Retention;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import java.util.ArrayDeque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task that may do something else after a failure, and some of whose consumers are to stay where they are then. What
 * it sends to them leaves when an epoch is complete that ended behind it: what the task has not ended an epoch behind
 * it may have to take back. Numbers are given as ever, barriers too, so those of what has left mean the same for good;
 * those of what has not may be used again, as nobody has seen them.
 *
 * <p>From then on the task could not make it again, so its snapshots hold it, until its consumer has said that it will
 * not go back to before it.
 */
final class GatedOutputs extends ForwardingRecovery {
    private final Set<ChannelId> gated;
    /** The parts of the output that have ended, each with an epoch, and may not leave yet. */
    private final ArrayDeque<Part> ended = new ArrayDeque<>();
    /** The part that goes on. */
    private long number = 1;
    /** The part that what was sent last belongs to; 0 if it may leave in any case. */
    private long last;

    private @Nullable TaskControl task;

    private record Part(long number, long epoch) {}

    /** @param own takes aligned snapshots, and lets nothing wait itself */
    GatedOutputs(TaskRecovery own, Set<ChannelId> gated) {
        super(own);
        this.gated = gated;
    }

    private TaskControl task() {
        return requireNonNull(task);
    }

    @Override
    public void attach(TaskControl control) {
        task = control;
        super.attach(new ForwardingControl(control) {
            @Override
            public void cut(long epoch, boolean holdsSent) {
                super.cut(epoch, holdsSent);
                ended.add(new Part(number++, epoch));
            }

            /** That an epoch is complete does not say how far the consumer was when it ended. */
            @Override
            public void release(ChannelId output, long upTo) {
                if (!gated.contains(output)) {
                    super.release(output, upTo);
                }
            }
        });
    }

    @Override
    public boolean holdsBack(ChannelId channel) {
        return gated.contains(channel);
    }

    @Override
    public Retention retention() {
        return Retention.RELEASED;
    }

    @Override
    public void sent(ChannelId channel, Element element) {
        super.sent(channel, element);
        boolean again = element instanceof Barrier barrier && barrier.epoch() <= task().startEpoch();
        last = gated.contains(channel) && !again ? number : 0;
    }

    @Override
    public long gate() {
        return last;
    }

    @Override
    public void complete(long epoch) {
        super.complete(epoch);
        long open = 0;
        Part oldest;
        while ((oldest = ended.peek()) != null && oldest.epoch() <= epoch) {
            open = ended.remove().number();
        }
        if (open > 0) {
            task().open(open);
        }
    }

    @Override
    public void acknowledged(ChannelId channel, long upTo) {
        super.acknowledged(channel, upTo);
        if (gated.contains(channel)) {
            task().release(channel, upTo);
        }
    }

    /** The end leaves with the epoch after it, which would never end if the task waited. */
    @Override
    public boolean endsBehind() {
        return true;
    }
}

package dev.levada.recovery.checkpoint;

import static java.util.Objects.requireNonNull;

import dev.levada.core.channel.Retention;
import dev.levada.core.element.Barrier;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the task sends until its consumers have processed it, in its snapshots, too: what is on its way to one
 * that ends an epoch before it has processed that is before this task's cut and behind the consumer's. And tells the
 * task's own producers how far it is, as far as they may know. When epochs end is another's affair.
 */
final class OvertakingTask extends ForwardingRecovery {
    private @Nullable TaskControl task;
    private @Nullable Promises promises;

    /** @param cuts takes the snapshots */
    OvertakingTask(TaskRecovery cuts) {
        super(cuts);
    }

    @Override
    public void attach(TaskControl control) {
        Promises made = new Promises(control.startEpoch(), control::nextSequences, control::acknowledge);
        task = control;
        promises = made;
        super.attach(new ForwardingControl(control) {
            @Override
            public void cut(long epoch, boolean holdsSent) {
                made.cut(epoch);
                super.cut(epoch, true);
            }

            @Override
            public void pass(long epoch) {
                made.cut(epoch);
                super.pass(epoch);
            }

            /** That an epoch is complete does not mean that what was sent in it is processed. */
            @Override
            public void release(ChannelId output, long upTo) {}
        });
        made.tell();
    }

    private Promises promises() {
        return requireNonNull(promises);
    }

    @Override
    public Retention retention() {
        return Retention.RELEASED;
    }

    @Override
    public void barrier(ChannelId channel, Barrier barrier) {
        promises().barrier(channel, barrier.epoch());
        super.barrier(channel, barrier);
    }

    @Override
    public void flushed(long nowNanos) {
        super.flushed(nowNanos);
        promises().tell();
    }

    @Override
    public void finished() {
        super.finished();
        promises().tell();
    }

    /** There is one epoch at a time: those before are over. */
    @Override
    public void trigger(long epoch, boolean atOnce) {
        promises().over(epoch - 1);
        super.trigger(epoch, atOnce);
    }

    @Override
    public void complete(long epoch) {
        super.complete(epoch);
        over(epoch);
    }

    @Override
    public void abort(long epoch) {
        super.abort(epoch);
        over(epoch);
    }

    private void over(long epoch) {
        promises().over(epoch);
        promises().tell();
    }

    /** Otherwise no epoch would end as long as the rest of its output waits. */
    @Override
    public boolean endsBehind() {
        return true;
    }

    @Override
    public void acknowledged(ChannelId channel, long upTo) {
        requireNonNull(task).release(channel, upTo);
    }
}

package dev.levada.recovery.none;

import static java.util.Objects.requireNonNull;

import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.Retention;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import org.jspecify.annotations.Nullable;

/**
 * Lets each channel and each source only go forward. The only epoch is that of the whole job: it ends when everything
 * is processed, so that sinks show their output.
 */
final class NeverTwice implements TaskRecovery {
    private @Nullable TaskControl control;
    private long triggered;
    private long cut;

    @Override
    public void attach(TaskControl newControl) {
        control = newControl;
    }

    @Override
    public Retention retention() {
        return Retention.NONE;
    }

    @Override
    public Gaps gaps() {
        return Gaps.ALWAYS;
    }

    @Override
    public boolean positionFirst() {
        return true;
    }

    @Override
    public void sent(ChannelId channel, Element element) {}

    @Override
    public void finished() {
        requireNonNull(control).done();
        cutIfAsked();
    }

    @Override
    public void trigger(long epoch, boolean atOnce) {
        triggered = Math.max(triggered, epoch);
        cutIfAsked();
    }

    private void cutIfAsked() {
        TaskControl task = requireNonNull(control);
        if (triggered > cut && task.hasFinished()) {
            cut = triggered;
            task.cut(triggered, false);
        }
    }

    @Override
    public void complete(long epoch) {
        requireNonNull(control).commit(epoch);
    }
}

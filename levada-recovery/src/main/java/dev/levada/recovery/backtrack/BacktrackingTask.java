package dev.levada.recovery.backtrack;

import static java.util.Objects.requireNonNull;

import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.Retention;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.CutPositions;
import dev.levada.core.recovery.Finality;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the task sends until nobody can ask for it. Mostly each epoch is complete before the next one ends, and a
 * new attempt goes back to the last complete one. Where one was not, the snapshot that ends the next window also holds
 * what was sent; then the task can go back to it alone, and acknowledges its input when that snapshot is in the store.
 * When windows end is another's affair.
 */
final class BacktrackingTask extends ForwardingRecovery {
    private final boolean backToNewest;
    private final boolean holdsAlways;
    /** The windows whose snapshots hold what was sent, and are not known to be in the store. */
    private final CutPositions ended = new CutPositions();

    private @Nullable TaskControl task;
    /** The epoch in which the task is. */
    private long begun;

    private long complete;

    /**
     * As the protocol of its windows.
     *
     * @param backToNewest whether the next attempt may go back to a newer snapshot than that of the last complete epoch
     * @param holdsAlways whether all snapshots hold some of what was sent: then they hold all of it, so that those to
     *     which it may go back can be told by that
     */
    BacktrackingTask(TaskRecovery windows, boolean backToNewest, boolean holdsAlways) {
        super(windows);
        this.backToNewest = backToNewest;
        this.holdsAlways = holdsAlways;
    }

    @Override
    public void attach(TaskControl control) {
        task = control;
        begun = control.startEpoch();
        super.attach(new ForwardingControl(control) {
            @Override
            public void cut(long epoch, boolean holdsSent) {
                boolean alone = backToNewest && (holdsAlways || begun > complete) && holdsAllSent();
                if (alone) {
                    ended.add(epoch, nextSequences());
                }
                begun = epoch;
                super.cut(epoch, holdsSent || alone);
            }

            @Override
            public void pass(long epoch) {
                begun = epoch;
                super.pass(epoch);
            }
        });
        if (backToNewest && control.startEpoch() > 0) {
            acknowledge(control.nextSequences()); // the attempt before may not have come to it
        }
    }

    private void acknowledge(Map<ChannelId, Long> next) {
        next.forEach((input, first) -> requireNonNull(task).acknowledge(input, first - 1));
    }

    /** No attempt goes back to before this window's end. */
    @Override
    public void stored(long epoch) {
        super.stored(epoch);
        acknowledge(ended.take(epoch));
    }

    @Override
    public void complete(long epoch) {
        complete = Math.max(complete, epoch);
        super.complete(epoch);
    }

    @Override
    public void acknowledged(ChannelId channel, long upTo) {
        requireNonNull(task).release(channel, upTo);
    }

    /** A task without a log is one of which all follows from its input. */
    @Override
    public Finality finality() {
        return logs() ? super.finality() : Finality.AT_ONCE;
    }

    @Override
    public Retention retention() {
        return Retention.RELEASED;
    }

    @Override
    public Gaps gaps() {
        return Gaps.NEVER;
    }
}

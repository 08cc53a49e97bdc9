package dev.levada.recovery.backtrack;

import static java.util.Objects.requireNonNull;

import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.Retention;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the task sends until its consumers acknowledge it, in its snapshots, too; and acknowledges its own input
 * when the snapshot that ends a window of it is in the store. When windows end is another's affair.
 */
final class BacktrackingTask extends ForwardingRecovery {
    private final boolean backToNewest;
    /** The windows whose snapshots are not known to be in the store. */
    private final ArrayDeque<Window> ended = new ArrayDeque<>();

    private @Nullable TaskControl task;

    /** @param next for each input, the first number after the window */
    private record Window(long epoch, Map<ChannelId, Long> next) {}

    /**
     * As the protocol of its windows.
     *
     * @param backToNewest whether the next attempt goes back to the newest snapshot in the store; otherwise to that of
     *     the last complete epoch, and then producers know by themselves what it cannot ask for
     */
    BacktrackingTask(TaskRecovery windows, boolean backToNewest) {
        super(windows);
        this.backToNewest = backToNewest;
    }

    @Override
    public void attach(TaskControl control) {
        task = control;
        super.attach(new ForwardingControl(control) {
            @Override
            public void cut(long epoch) {
                ended.add(new Window(epoch, nextSequences()));
                super.cut(epoch);
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
        Window oldest;
        while ((oldest = ended.peek()) != null && oldest.epoch() <= epoch) {
            ended.remove();
            if (backToNewest && oldest.epoch() == epoch) {
                acknowledge(oldest.next());
            }
        }
    }

    @Override
    public void acknowledged(ChannelId channel, long upTo) {
        requireNonNull(task).release(channel, upTo);
    }

    @Override
    public Retention retention() {
        return Retention.DURABLE;
    }

    @Override
    public Gaps gaps() {
        return Gaps.NEVER;
    }
}

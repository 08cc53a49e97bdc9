package dev.levada.recovery.log;

import static java.util.Objects.requireNonNull;

import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.Retention;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.Finality;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.LogControl;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import org.jspecify.annotations.Nullable;

/**
 * Logs where epochs end, and hands what was chosen to the host before anything that depends on it leaves. When
 * snapshots are taken is another's affair; producers keep what they have sent until the epoch in which a consumer took
 * it is complete, or the consumer says that it has it for good.
 */
public final class LoggingTask extends ForwardingRecovery {
    /** As much slack as there can be: what leaves never waits for the log. */
    public static final long NEVER_WAITS = Long.MAX_VALUE;

    private final long slackBytes;
    private final boolean lasting;
    private @Nullable LogControl log;
    private @Nullable TaskControl task;

    /**
     * Of a task that begins.
     *
     * @param cuts takes aligned snapshots
     * @param slackBytes how much of the log up to there may not be durable when something leaves; 0 if all has to be
     */
    public LoggingTask(TaskRecovery cuts, long slackBytes) {
        this(cuts, slackBytes, true);
    }

    /**
     * As the other one.
     *
     * @param lasting whether no failure takes what is durable; otherwise a task may begin anew all the same
     */
    public LoggingTask(TaskRecovery cuts, long slackBytes, boolean lasting) {
        super(cuts);
        this.slackBytes = slackBytes;
        this.lasting = lasting;
    }

    @Override
    public void attach(TaskControl control) {
        LogControl own = control.log();
        log = own;
        task = control;
        own.reseed();
        own.keep(); // with what was taken over: this attempt counts from here on
        super.attach(new Logging(control, own));
    }

    /** A task that has finished sends no barriers: where its epochs end means nothing to anybody. */
    private static final class Logging extends ForwardingControl {
        private final LogControl log;

        Logging(TaskControl control, LogControl log) {
            super(control);
            this.log = log;
        }

        @Override
        public void cut(long epoch, boolean holdsSent) {
            begin(epoch, true, () -> super.cut(epoch, holdsSent));
        }

        @Override
        public void pass(long epoch) {
            begin(epoch, false, () -> super.pass(epoch));
        }

        private void begin(long epoch, boolean snapshot, Runnable deed) {
            if (hasFinished()) {
                deed.run();
                return;
            }
            log.cut(epoch, snapshot);
            deed.run();
            log.reseed();
            log.restartTurns();
        }
    }

    @Override
    public boolean logs() {
        return true;
    }

    /** What is durable here is final, if everything before the task is that it depends on. */
    @Override
    public Finality finality() {
        return lasting && slackBytes == 0 ? Finality.LOGGED : super.finality();
    }

    @Override
    public long gate() {
        long upTo = requireNonNull(log).keep();
        return Math.max(0, upTo - slackBytes);
    }

    @Override
    public void stable(long upTo) {
        requireNonNull(log).release(upTo);
    }

    @Override
    public void acknowledged(ChannelId channel, long upTo) {
        requireNonNull(task).release(channel, upTo);
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

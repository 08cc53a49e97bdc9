package dev.levada.cluster.replay;

import dev.levada.core.channel.Retention;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskRecovery;

/** The job's own protocol beside a task that is replayed: nobody fails, so what was handed over need not be kept. */
final class OnceMore extends ForwardingRecovery {
    private final ReplayListener listener;

    OnceMore(TaskRecovery recovery, ReplayListener listener) {
        super(recovery);
        this.listener = listener;
    }

    /** What snapshots hold stays: consumers may have to be sent it. */
    @Override
    public Retention retention() {
        Retention own = super.retention();
        return own == Retention.RELEASED ? Retention.ACCEPTED : own;
    }

    @Override
    public void cutAgain(long epoch, boolean snapshot) {
        super.cutAgain(epoch, snapshot);
        listener.epoch(epoch, snapshot);
    }
}

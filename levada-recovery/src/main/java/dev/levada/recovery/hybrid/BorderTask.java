package dev.levada.recovery.hybrid;

import dev.levada.core.channel.Retention;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.Finality;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;

/** A task as its own protocol has it, with what its neighbours' protocols ask of it. */
final class BorderTask extends ForwardingRecovery {
    private final boolean keeps;
    private final boolean mayBeginAnew;
    private final boolean mayTakeBack;

    /**
     * @param keeps whether what it sends is kept until an epoch is complete that its consumers took it in
     * @param mayBeginAnew whether it may go back to the last complete epoch, so that it must promise nothing later
     * @param mayTakeBack whether that may happen at least if more is lost than others make up for
     */
    BorderTask(TaskRecovery own, boolean keeps, boolean mayBeginAnew, boolean mayTakeBack) {
        super(own);
        this.keeps = keeps;
        this.mayBeginAnew = mayBeginAnew;
        this.mayTakeBack = mayTakeBack;
    }

    @Override
    public void attach(TaskControl control) {
        super.attach(mayBeginAnew ? new Unacknowledged(control) : control);
    }

    private static final class Unacknowledged extends ForwardingControl {
        Unacknowledged(TaskControl control) {
            super(control);
        }

        @Override
        public void acknowledge(ChannelId input, long upTo) {}

        /** The next attempt would not go back to it. */
        @Override
        public boolean endWindow(long number) {
            return false;
        }
    }

    @Override
    public Finality finality() {
        return mayTakeBack ? Finality.COMPLETE : super.finality();
    }

    @Override
    public Retention retention() {
        return keeps ? Retention.RELEASED : super.retention();
    }
}

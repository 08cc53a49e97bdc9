package dev.levada.recovery;

import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.ForwardingControl;
import java.util.List;

/** What a protocol that ends epochs is given of its task: notes what it does, and does nothing. */
public final class CutControl extends ForwardingControl {
    private final long startEpoch;
    private final List<ChannelId> open;
    private final List<String> deeds;

    /**
     * Of a task that is at work.
     *
     * @param open its inputs that have not ended, as they are now
     * @param deeds gets a word for each deed
     */
    @SuppressWarnings("NullAway") // what is not overridden is not asked
    public CutControl(long startEpoch, List<ChannelId> open, List<String> deeds) {
        super(null);
        this.startEpoch = startEpoch;
        this.open = open;
        this.deeds = deeds;
    }

    @Override
    public long startEpoch() {
        return startEpoch;
    }

    @Override
    public List<ChannelId> openInputs() {
        return open;
    }

    @Override
    public boolean beginsEpochs() {
        return false;
    }

    @Override
    public boolean hasFinished() {
        return false;
    }

    @Override
    public long[] tails() {
        return new long[0];
    }

    @Override
    public void block() {
        deeds.add("block");
    }

    @Override
    public void unblock() {
        deeds.add("unblock");
    }

    @Override
    public void unblock(ChannelId input) {
        deeds.add("unblock " + input);
    }

    @Override
    public void cut(long epoch, boolean holdsSent) {
        deeds.add("cut " + epoch);
    }

    @Override
    public void pass(long epoch) {
        deeds.add("pass " + epoch);
    }
}

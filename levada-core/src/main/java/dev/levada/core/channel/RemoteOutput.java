package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import java.util.function.Consumer;

/**
 * The producer's end of a channel to another process, over one connection. The consumer says how much may be sent, and
 * how much has arrived; a lost connection takes nothing more, and another one takes its place. Confined to the
 * producer's thread.
 */
public final class RemoteOutput implements OutputChannel {
    private final ChannelId id;
    private final long attempt;
    private final Consumer<Frame> wire;
    private long sent;
    private long granted;
    private long taken;
    private long accepted;
    private boolean broken;
    private boolean consumerLost;

    /**
     * A connection that has just begun.
     *
     * @param attempt at the producing task
     * @param granted how many elements may be sent before the consumer says more
     * @param wire carries frames to the consumer, in order; never fails
     */
    public RemoteOutput(ChannelId id, long attempt, long granted, Consumer<Frame> wire) {
        this.id = id;
        this.attempt = attempt;
        this.granted = granted;
        this.wire = wire;
    }

    /**
     * The consumer has said how far it is. What comes late or twice changes nothing.
     *
     * @param arrived the last number that it has
     * @param newGranted how many elements may have been sent over this connection by now
     */
    public void report(long arrived, long newGranted) {
        accepted = Math.max(accepted, arrived);
        taken += Math.max(0, newGranted - granted);
        granted = Math.max(granted, newGranted);
    }

    /** The connection is gone; another one will come. */
    public void disconnect() {
        broken = true;
    }

    /** The consumer is gone for good. */
    public void loseConsumer() {
        consumerLost = true;
    }

    @Override
    public ChannelId id() {
        return id;
    }

    @Override
    public boolean offer(Element element) {
        if (broken || consumerLost || sent >= granted) {
            return false;
        }
        sent++;
        wire.accept(new Frame(id, attempt, element));
        return true;
    }

    @Override
    public long accepted() {
        return accepted;
    }

    @Override
    public int waiting() {
        return (int) Math.max(0, sent - taken);
    }

    @Override
    public boolean consumerLost() {
        return consumerLost;
    }

    @Override
    public void lose() {
        broken = true;
    }
}

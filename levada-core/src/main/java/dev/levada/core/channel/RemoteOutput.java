package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import java.util.ArrayDeque;

/**
 * The producer's end of a channel to another process, over one connection. The consumer says how much may be sent, and
 * how much has arrived; a lost connection takes nothing more, and another one takes its place. Confined to the
 * producer's thread.
 */
public final class RemoteOutput implements OutputChannel {
    private final ChannelId id;
    private final long attempt;
    private final long budgetBytes;
    private final Wire wire;
    /** The bytes of each element that the consumer has not taken, as far as is known. */
    private final ArrayDeque<Integer> untaken = new ArrayDeque<>();

    private long untakenBytes;
    private long sent;
    private long granted;
    private long taken;
    private long accepted;
    private boolean broken;
    private boolean consumerLost;

    /** Carries frames to the consumer, in order. */
    @FunctionalInterface
    public interface Wire {

        /**
         * Never fails, and never waits.
         *
         * @return how many bytes the frame takes
         */
        int send(Frame frame);
    }

    /**
     * A connection that has just begun.
     *
     * @param attempt at the producing task
     * @param granted how many elements may be sent before the consumer says more
     * @param budgetBytes how many bytes the consumer may have untaken before no more is sent; an element that goes
     *     beyond is sent whole
     */
    public RemoteOutput(ChannelId id, long attempt, long granted, long budgetBytes, Wire wire) {
        this.id = id;
        this.attempt = attempt;
        this.granted = granted;
        this.budgetBytes = budgetBytes;
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
        for (; granted < newGranted; granted++) {
            taken++;
            Integer bytes = untaken.poll();
            untakenBytes -= bytes == null ? 0 : bytes;
        }
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
        if (broken || consumerLost || sent >= granted || untakenBytes >= budgetBytes) {
            return false;
        }
        sent++;
        int bytes = wire.send(new Frame(id, attempt, element));
        untaken.add(bytes);
        untakenBytes += bytes;
        return true;
    }

    @Override
    public long accepted() {
        return accepted;
    }

    @Override
    public boolean writes() {
        return true;
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

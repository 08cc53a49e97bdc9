package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;

/** The producer's end of a channel. Confined to the producer's thread; never blocks. */
public interface OutputChannel {

    ChannelId id();

    /**
     * Hands over an element.
     *
     * @return false if there is no room for it now, or the consumer is lost
     */
    boolean offer(Element element);

    /**
     * The number up to which the consumer has the elements safe from the loss of a connection; what is beyond may have
     * to be sent again. Within a process that is everything that was offered.
     */
    default long accepted() {
        return Long.MAX_VALUE;
    }

    /** Whether elements that are handed over are written as bytes. */
    default boolean writes() {
        return false;
    }

    /** How many elements wait for the consumer, roughly. */
    int waiting();

    /** Whether the consumer is gone for good. */
    boolean consumerLost();

    /** The producer is gone without having sent its last element. */
    void lose();
}

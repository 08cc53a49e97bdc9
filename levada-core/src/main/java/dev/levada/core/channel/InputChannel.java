package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import org.jspecify.annotations.Nullable;

/** The consumer's end of a channel. Confined to the consumer's thread; never blocks. */
public interface InputChannel {

    ChannelId id();

    /** The next element, or null if there is none yet. */
    @Nullable
    Element poll();

    /**
     * Whether the producer is gone without having sent its last element; what it had handed over can still be polled.
     */
    boolean producerLost();

    /** The consumer is gone: what is in the channel, or will be, is lost. */
    void abandon();
}

package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;

/** Sees each element when it gets its numbers, before it is offered to its channel. */
@FunctionalInterface
public interface SendListener {

    void sent(ChannelId channel, Element element);

    /** The consumer of a channel is gone for good, and what it may not have had was given to others. */
    default void gone(ChannelId channel) {}
}

package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;

/** Sees each element when it gets its numbers, before it is offered to its channel. */
@FunctionalInterface
public interface SendListener {

    void sent(ChannelId channel, Element element);
}

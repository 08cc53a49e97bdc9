package dev.levada.core.recovery;

import dev.levada.core.channel.SendListener;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;

/** The half of a protocol beside one task. Confined to the task; called for each element, never for each record. */
public interface TaskRecovery extends SendListener {

    /** An element has arrived; whether the task may process it. One that it may not is dropped. */
    boolean admit(ChannelId channel, Element element);

    /** All of an admitted element has been processed. */
    void processed(ChannelId channel, Element element);
}

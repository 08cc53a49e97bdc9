package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;

/** Sees each element when it gets its numbers, before it is offered to its channel. */
@FunctionalInterface
public interface SendListener {

    void sent(ChannelId channel, Element element);

    /** Up to where the task's log must be durable before what was just seen may leave; 0 if it may at once. */
    default long gate() {
        return 0;
    }

    /**
     * Whether what leaves on a channel may have to wait for as long as an epoch takes: the task goes on meanwhile, and
     * each of its snapshots holds what it has sent on it.
     */
    default boolean holdsBack(ChannelId channel) {
        return false;
    }

    /**
     * Whether what is sent again, by this attempt or another, is the same under the same numbers: then it is not handed
     * over to a consumer that has it.
     */
    default boolean repeatsNumbers() {
        return false;
    }
}

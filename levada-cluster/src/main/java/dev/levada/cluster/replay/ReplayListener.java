package dev.levada.cluster.replay;

import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;

/** Hears what the task of a {@link Replay} does, in the order in which it does it. */
public interface ReplayListener {

    /** An operator of the task, not a source, is given a record. */
    default void record(String operator, Object value) {}

    /**
     * An operator is told what does not follow from its input.
     *
     * @param what the time, say
     */
    default void told(String operator, String what, Object answer) {}

    /** Something leaves the task, where the channel leads to another one. One record at a time. */
    default void sent(ChannelId channel, Element element) {}

    /** A record reaches a sink of the task, and is not written. */
    default void reachedSink(String sink, Object value) {}

    /**
     * The task begins an epoch.
     *
     * @param snapshot whether it took a snapshot there; otherwise the epoch before was given up by then
     */
    default void epoch(long epoch, boolean snapshot) {}
}

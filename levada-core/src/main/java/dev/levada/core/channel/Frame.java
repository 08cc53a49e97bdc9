package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;

/**
 * An element on its way from one process to another.
 *
 * @param attempt the attempt at the producing task that sent it
 * @param attached what the consumer's process must have before the element is processed; of length 0 if nothing. Not to
 *     be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Frame(ChannelId channel, long attempt, Element element, byte[] attached) {
    private static final byte[] NOTHING = {};

    /** With nothing attached. */
    public Frame(ChannelId channel, long attempt, Element element) {
        this(channel, attempt, element, NOTHING);
    }

    /** The same, with something attached. */
    public Frame with(byte[] newAttached) {
        return new Frame(channel, attempt, element, newAttached);
    }
}

package dev.levada.core.channel;

import dev.levada.core.element.EventTime;

/**
 * Event time in one task: that of what is in hand, and how far it has come. Emitted records get the time of what they
 * follow from. Confined to the task.
 */
public final class EventClock {
    private final boolean timed;
    private long eventTime = EventTime.NONE;
    private long watermark = EventTime.NONE;

    /** @param timed whether there is event time in the task: something upstream of it says when its records happened */
    public EventClock(boolean timed) {
        this.timed = timed;
    }

    public boolean isTimed() {
        return timed;
    }

    /** The time of the record or timer in hand, or {@link EventTime#NONE}. */
    public long eventTime() {
        return eventTime;
    }

    /** Takes in hand what happened then. */
    public void eventTime(long millis) {
        eventTime = millis;
    }

    /** No record before this is expected any more; {@link EventTime#NONE} if nothing is known. */
    public long watermark() {
        return watermark;
    }

    public void watermark(long millis) {
        watermark = millis;
    }
}

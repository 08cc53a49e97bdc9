package dev.levada.core.element;

/**
 * Says how far event time has come on a channel: what follows has no time before it, but for what is late.
 *
 * @param millis event time, milliseconds since 1970; {@link EventTime#NONE} if nothing is known
 * @param idle whether nothing follows for now, so that nobody is to wait for it: the channel counts again with what
 *     comes next
 */
public record Watermark(long firstSequence, long millis, boolean idle) implements Element {

    /** More follows. */
    public Watermark(long firstSequence, long millis) {
        this(firstSequence, millis, false);
    }

    @Override
    public long lastSequence() {
        return firstSequence;
    }

    @Override
    public void deliverTo(ElementHandler handler) {
        handler.onWatermark(this);
    }
}

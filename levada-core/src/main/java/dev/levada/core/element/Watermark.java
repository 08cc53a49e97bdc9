package dev.levada.core.element;

/**
 * Says how far event time has come on a channel: what follows has no time before it, but for what is late.
 *
 * @param millis event time, milliseconds since 1970
 */
public record Watermark(long firstSequence, long millis) implements Element {

    @Override
    public long lastSequence() {
        return firstSequence;
    }

    @Override
    public void deliverTo(ElementHandler handler) {
        handler.onWatermark(this);
    }
}

package dev.levada.core.element;

/** The last element of a channel: nothing follows it. */
public record EndOfStream(long firstSequence) implements Element {

    @Override
    public long lastSequence() {
        return firstSequence;
    }

    @Override
    public void deliverTo(ElementHandler handler) {
        handler.onEnd(this);
    }
}

package dev.levada.core.element;

/**
 * Parts the elements of one epoch from those of the next: the first element of the epoch that it names.
 *
 * @param epoch the epoch that begins here, from 1
 */
public record Barrier(long firstSequence, long epoch) implements Element {

    @Override
    public long lastSequence() {
        return firstSequence;
    }

    @Override
    public void deliverTo(ElementHandler handler) {
        handler.onBarrier(this);
    }
}

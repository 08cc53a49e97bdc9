package dev.levada.core.element;

/**
 * Goes round a loop behind the records that were sent before it, again and again, until nothing is under way there.
 *
 * @param number from 1
 * @param quiet whether no task that it came through has taken a record since the lap before
 */
public record Lap(long firstSequence, long number, boolean quiet) implements Element {

    @Override
    public long lastSequence() {
        return firstSequence;
    }

    @Override
    public void deliverTo(ElementHandler handler) {
        handler.onLap(this);
    }
}

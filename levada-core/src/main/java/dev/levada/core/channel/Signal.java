package dev.levada.core.channel;

/** Tells the other side of a channel that it is worth looking: an idle thread wakes, a simulated one may be chosen. */
@FunctionalInterface
public interface Signal {

    /** Called by any thread, often; must be cheap if nobody sleeps. */
    void raise();
}

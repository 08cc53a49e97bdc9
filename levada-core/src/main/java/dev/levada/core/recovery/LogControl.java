package dev.levada.core.recovery;

/** What a protocol can make of the determinants of its task. Confined to the task. */
public interface LogControl {

    /**
     * The task ends an epoch here. In a replay: where an earlier attempt did.
     *
     * @param epoch the one that begins
     * @param snapshot whether it has one
     */
    void cut(long epoch, boolean snapshot);

    /** The task ends a window within an epoch here. In a replay: where an earlier attempt did. */
    void window(long number);

    /** What is drawn from here on comes from another seed, which is logged: so it follows from what is logged since. */
    void reseed();

    /** What goes to consumers in turn begins with the first again: so it follows from what was sent since. */
    void restartTurns();

    /**
     * Hands to the host what was chosen and not handed over; it will say up to where the log is
     * {@link TaskRecovery#stable}.
     *
     * @return how far the log goes, more than 0
     */
    long keep();

    /** What waited for the log up to a position may leave. */
    void release(long upTo);
}

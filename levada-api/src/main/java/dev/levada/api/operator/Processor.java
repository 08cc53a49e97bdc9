package dev.levada.api.operator;

/**
 * An operator with full access: keyed state, side outputs, deterministic services, the end of input.
 *
 * <p>One instance serves one task, by one thread at a time, and never two tasks. Between two calls to services of the
 * {@link Context} it must be a deterministic function of its state and input: no clock, random source, thread, static
 * variable or file of its own. What it keeps in fields is lost when its task fails; what it keeps in state is not.
 */
public interface Processor<I, O> {

    /** Called once, before the first record: the place to get state handles. There is no key yet. */
    default void open(Context<O> context) throws Exception {}

    /** Handles one record. The context's key is the record's, if the stream is keyed. */
    void process(I value, Context<O> context) throws Exception;

    /**
     * A timer of the key in hand is due; see {@link Context#timers}. What is emitted happened at the timer's time.
     *
     * @param millis its time
     */
    default void onTimer(long millis, Context<O> context) throws Exception {}

    /**
     * A timer by processing time of the key in hand is due; see {@link Context#timers}. What is emitted has no event
     * time, unless it is given one.
     *
     * @param millis its time
     */
    default void onProcessingTimer(long millis, Context<O> context) throws Exception {}

    /** Called once, after the last record of a bounded input; may emit. */
    default void end(Context<O> context) throws Exception {}

    /** Called once whatever happened, after everything else. May not emit. */
    default void close() throws Exception {}
}

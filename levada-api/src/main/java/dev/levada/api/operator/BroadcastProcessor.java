package dev.levada.api.operator;

import dev.levada.api.state.BroadcastStates;

/**
 * An operator with two inputs: the records that it is about, of which each task gets some, and records that every task
 * gets, mostly few and slow: rules, settings, rates. What becomes of the latter is broadcast state.
 *
 * <p>As for a {@link Processor}: one instance serves one task, and is a deterministic function of its input, its state
 * and what its context tells it. Every task is to make the same of what is broadcast. In which order the two inputs
 * come is open, and so is it for broadcast records of several tasks: what they make should not depend on that, or come
 * from one task.
 */
public interface BroadcastProcessor<I, B, O> {

    /** Called once, before the first record: the place to get state handles. There is no key yet. */
    default void open(Context<O> context, BroadcastStates broadcast) throws Exception {}

    /** Handles one record. The context's key is the record's, if the stream is keyed. Broadcast state can be read. */
    void process(I value, Context<O> context) throws Exception;

    /**
     * Handles a record that every task gets; broadcast state can be changed. There is no key. Should it emit, every
     * task does.
     */
    void processBroadcast(B value, Context<O> context) throws Exception;

    /** As {@link Processor#onTimer}. */
    default void onTimer(long millis, Context<O> context) throws Exception {}

    /** As {@link Processor#onProcessingTimer}. */
    default void onProcessingTimer(long millis, Context<O> context) throws Exception {}

    /** As {@link Processor#end}. */
    default void end(Context<O> context) throws Exception {}

    /** As {@link Processor#close}. */
    default void close() throws Exception {}
}

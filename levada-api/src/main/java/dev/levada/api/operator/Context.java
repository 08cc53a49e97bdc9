package dev.levada.api.operator;

import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import dev.levada.api.state.ReducingState;
import dev.levada.api.state.ValueState;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;

/**
 * What an operator works with: its outputs, its keyed state and the services that a recovery protocol can repeat.
 *
 * <p>Confined to the operator's task. State handles are got in {@link Processor#open}; each name once.
 */
public interface Context<O> extends Emitter<O> {

    /** Emits to a side output; counted and dropped if nobody reads it. */
    <S> void emit(SideOutput<S> output, S value);

    /**
     * The key of the record in hand.
     *
     * @throws IllegalStateException outside {@link Processor#process}, or if the stream is not keyed
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // spares every processor a third type parameter
    <K> K key();

    /** Sets each key that has any state in hand, one after the other in canonical order, and runs the action. */
    void forEachKey(Runnable action);

    <V> ValueState<V> value(String name, V initial);

    CounterState counter(String name);

    <V> ListState<V> list(String name);

    <K, V> MapState<K, V> map(String name);

    <V> ReducingState<V> reducing(String name, BinaryOperator<V> reducer);

    /**
     * A map that is not kept by key, of which every task of the operator has all: {@link BroadcastProcessor} gets it,
     * and sees to it that all tasks have the same. After a change of parallelism each new task has that of one before.
     */
    <K, V> MapState<K, V> broadcastMap(String name);

    /**
     * The timers of the operator, which keeps state by key; got once, in {@link Processor#open}, as state handles are.
     *
     * @throws IllegalStateException if there is no key
     */
    Timers timers();

    /**
     * When the record in hand happened, in milliseconds since 1970; or the time of the timer in hand.
     *
     * @throws IllegalStateException if that is not known: its source has no event time, or nothing is in hand
     */
    long eventTime();

    /**
     * How far event time has come, in milliseconds since 1970: no record before it is expected any more. The earliest
     * {@code long} as long as nothing is known, and the latest when the input has ended.
     */
    long watermark();

    /**
     * Emits a record with another event time than that of what is in hand.
     *
     * @param eventTimeMillis when it happened, milliseconds since 1970
     */
    void emitAt(long eventTimeMillis, O value);

    /**
     * The time of day in milliseconds since 1970; constant within a turn of the task, and the same again in a replay.
     */
    long nowMillis();

    /** Random numbers that are the same again in a replay. */
    RandomGenerator random();

    /** A random UUID (version 4) that is the same again in a replay. */
    UUID uuid();

    /**
     * Calls something outside the job whose answer may differ from one time to the next.
     *
     * @param name what is called, for people
     */
    <R> R external(String name, ExternalCall<R> call) throws Exception;

    /** The operator's name. */
    String operator();

    /** The number of this subtask, from 0 to {@link #parallelism} - 1. */
    int subtask();

    int parallelism();
}

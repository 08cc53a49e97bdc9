package dev.levada.api;

import dev.levada.api.graph.Definition;
import dev.levada.api.operator.Mapper;
import dev.levada.api.operator.Processor;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * A stream spread by key, so that all records of one key meet in one task. Operators that keep state are named: state
 * is matched by that name when a job is stopped and started again.
 */
public final class KeyedStream<K, T> {
    private final Topology topology;
    private final List<Stream.Origin> origins;
    private final Mapper<? super T, ? extends K> key;

    KeyedStream(Topology topology, List<Stream.Origin> origins, Mapper<? super T, ? extends K> key) {
        this.topology = topology;
        this.origins = origins;
        this.key = key;
    }

    /**
     * Processes each record with full access to state kept for its key.
     *
     * @param processors gives each task a processor of its own
     */
    public <R> Stream<R> process(String name, Supplier<? extends Processor<? super T, R>> processors) {
        return new Stream<>(
                topology,
                topology.add(
                        name, new Definition.Transform(processors, Optional.of(key), true, Written.here()), origins));
    }

    /** Emits, for each record, its key and how many there have been of it so far, from 1. */
    public Stream<KeyCount<K>> count(String name) {
        return asksNothing(name, Keyed.RunningCount<K, T>::new);
    }

    /** Emits each key with the number of its records once the input has ended, in the keys' canonical order. */
    public Stream<KeyCount<K>> countAtEnd(String name) {
        return asksNothing(name, Keyed.FinalCount<K, T>::new);
    }

    /** Emits, for each record, what it and all before it of the same key reduce to; the first one as it is. */
    public Stream<T> reduce(String name, BinaryOperator<T> reducer) {
        return asksNothing(name, () -> new Keyed.Reduce<>(reducer));
    }

    /** Keeps the first record of each key. */
    public Stream<T> distinct(String name) {
        return asksNothing(name, Keyed.First<T>::new);
    }

    /** Each key's records, so many at a time: every one in one window. */
    public CountWindows<K, T> countWindows(int size) {
        return countWindows(size, size);
    }

    /**
     * Each key's records, so many at a time, in windows that may overlap.
     *
     * @param size how many records, from 1; the last window at the end of the input may have fewer
     * @param every how many records later each window begins than the one before, from 1 to {@code size}
     */
    public CountWindows<K, T> countWindows(int size, int every) {
        return new CountWindows<>(this, size, every);
    }

    <R> Stream<R> asksNothing(String name, Supplier<? extends Processor<? super T, R>> processors) {
        return new Stream<>(
                topology,
                topology.add(
                        name, new Definition.Transform(processors, Optional.of(key), false, Written.here()), origins));
    }
}

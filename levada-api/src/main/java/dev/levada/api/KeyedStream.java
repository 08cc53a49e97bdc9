package dev.levada.api;

import dev.levada.api.graph.Definition;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.operator.AsyncFunction;
import dev.levada.api.operator.Mapper;
import dev.levada.api.operator.Processor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * A stream spread by key, so that all records of one key meet in one task. Operators that keep state are named: state
 * is matched by that name when a job is stopped and started again.
 */
public final class KeyedStream<K, T> {
    private static final Duration LONGEST = Duration.ofDays(36_500);

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

    /** As {@link Stream#mapAsync}, with the records of one key in one task: there they can be answered in order. */
    public <R> Stream<R> mapAsync(String name, AsyncFunction<? super T, R> function, AsyncCalls calls) {
        return new Stream<>(
                topology,
                topology.add(name, new Definition.Call(function, calls, Optional.of(key), Written.here()), origins));
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

    /** Each key's records by when they happened: every one in one window. */
    public TimeWindows<K, T> tumblingWindows(Duration size) {
        return slidingWindows(size, size);
    }

    /**
     * Each key's records by when they happened, in windows that may overlap. They begin at multiples of {@code every}
     * from the beginning of 1970 on.
     *
     * @param size from 1 ms
     * @param every how much later each window begins than the one before, from 1 ms to {@code size}
     */
    public TimeWindows<K, T> slidingWindows(Duration size, Duration every) {
        long sizeMillis = millis("a window", size);
        long everyMillis = millis("the time from one window to the next", every);
        if (everyMillis > sizeMillis) {
            throw new IllegalArgumentException(
                    "windows of %s begin every 1 ms to %s, or some records would be in none, was %s"
                            .formatted(size, size, every));
        }
        return new TimeWindows<>(this, new WindowShape.Sliding(sizeMillis, everyMillis), Duration.ZERO);
    }

    /**
     * Each key's records by when they happened, those in one window that follow each other by less than the gap. A
     * window ends a gap after its last record.
     *
     * @param gap from 1 ms
     */
    public TimeWindows<K, T> sessionWindows(Duration gap) {
        return new TimeWindows<>(
                this, new WindowShape.Sessions(millis("the gap between sessions", gap)), Duration.ZERO);
    }

    /**
     * Each key's records in the order of their event times, and of the same time by their numbers: so what comes next
     * gets them in an order that follows from the records alone, however many streams were merged and whatever the
     * order in which they came. A record waits until no earlier one is expected. One that comes behind the watermark is
     * late, and goes to {@link TimeWindows#lateRecords}.
     *
     * @param sequence tells records of the same key and time apart; those that are the same in this, too, keep the
     *     order in which they came
     */
    public Stream<T> inTimeOrder(String name, ToLongFunction<? super T> sequence) {
        requireTimed("orders");
        return asksNothing(name, () -> new TimeOrder<>(sequence));
    }

    /**
     * The records of this stream and those of another one with the same keys, to be joined.
     *
     * @throws IllegalStateException if it is not known when the records of either happened
     */
    public <R> Joining<K, T, R> join(KeyedStream<K, R> right) {
        requireTimed("joins");
        right.requireTimed("joins");
        if (right.topology != topology) {
            throw new IllegalArgumentException("cannot join a stream of topology '%s' with one of topology '%s'"
                    .formatted(topology.name(), right.topology.name()));
        }
        return new Joining<>(topology, this, right);
    }

    /** These records, and others that every task of the operator on them gets: rules, settings, rates. */
    public <B> Connected<T, B> connect(Broadcast<B> broadcast) {
        return new Connected<>(topology, origins, Optional.of(key), broadcast);
    }

    List<Stream.Origin> origins() {
        return origins;
    }

    Mapper<? super T, ? extends K> key() {
        return key;
    }

    private void requireTimed(String what) {
        for (Stream.Origin origin : origins) {
            if (!origin.operator().isTimed()) {
                throw new IllegalStateException(
                        ("%s by time need to know when records happened, and what comes from '%s' does not say so; say"
                                        + " eventTime(...) right behind each source")
                                .formatted(what, origin.operator().name()));
            }
        }
    }

    long millis(String what, Duration length) {
        requireTimed("windows");
        if (length.toMillis() < 1 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s takes 1 ms to %d days, was %s".formatted(what, LONGEST.toDays(), length));
        }
        return length.toMillis();
    }

    /** The length of something that may be 0, and point back. */
    static long bounded(String what, Duration length) {
        if (length.abs().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s is at most %d days from 0, was %s".formatted(what, LONGEST.toDays(), length));
        }
        return length.toMillis();
    }

    <R> Stream<R> asksNothing(String name, Supplier<? extends Processor<? super T, R>> processors) {
        return new Stream<>(
                topology,
                topology.add(
                        name, new Definition.Transform(processors, Optional.of(key), false, Written.here()), origins));
    }
}

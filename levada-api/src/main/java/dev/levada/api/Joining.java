package dev.levada.api;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.Mapper;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.SideOutput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Two streams of the same keys whose records are to meet: those of the same key, of which one happened so much earlier
 * or later than the other, or in the same window. Which ones do follows from their event times alone, whatever the
 * order in which they come.
 *
 * <p>Records are kept as long as another may come that they belong to. One that comes when some may be gone that it
 * belonged to is late: it goes to {@link TimeWindows#lateRecords}, as it was in its stream, and is counted as dropped
 * if nobody reads that.
 */
public final class Joining<K, L, R> {
    private final Topology topology;
    private final KeyedStream<K, L> left;
    private final KeyedStream<K, R> right;

    Joining(Topology topology, KeyedStream<K, L> left, KeyedStream<K, R> right) {
        this.topology = topology;
        this.left = left;
        this.right = right;
    }

    /**
     * Each record on the left meets those on the right that happened in an interval around it, bounds included. A
     * record is late if it comes behind the watermark.
     *
     * @param lower how much later than the left one the right one happened at least; negative if it may be earlier
     * @param upper how much later at most, from {@code lower}
     */
    public IntervalJoin<K, L, R> within(Duration lower, Duration upper) {
        long lowerMillis = KeyedStream.bounded("the lower bound of a join", lower);
        long upperMillis = KeyedStream.bounded("the upper bound of a join", upper);
        if (lowerMillis > upperMillis) {
            throw new IllegalArgumentException(
                    "the lower bound of a join must be at most the upper one, was %s, and the upper one %s"
                            .formatted(lower, upper));
        }
        return new IntervalJoin<>(this, lowerMillis, upperMillis, 0);
    }

    /**
     * Each record on the left meets those on the right that are in the same window: from one multiple of the size, from
     * the beginning of 1970 on, to the next. A record is late if its window is closed.
     *
     * @param size from 1 ms
     */
    public WindowJoin<K, L, R> tumblingWindows(Duration size) {
        return new WindowJoin<>(this, left.millis("a window", size), 0);
    }

    /** How much longer than it would be records are kept. */
    static long lateness(Duration longer) {
        if (longer.isNegative()) {
            throw new IllegalArgumentException("the allowed lateness must be at least 0, was " + longer);
        }
        return KeyedStream.bounded("the allowed lateness of a join", longer);
    }

    /** Where late records go, of either stream. */
    static SideOutput<Object> late() {
        return TimeWindows.lateRecords();
    }

    <O> Stream<O> joined(String name, Supplier<? extends Processor<Joined<L, R>, O>> processors) {
        Mapper<Joined<L, R>, K> key = new Joined.Key<>(left.key(), right.key());
        List<Stream.Origin> origins = List.of(
                side(name + "-left", left.origins(), Joining::<L, R>leftMarks, key),
                side(name + "-right", right.origins(), Joining::<L, R>rightMarks, key));
        return new Stream<>(
                topology,
                topology.add(
                        name, new Definition.Transform(processors, Optional.of(key), false, Written.here()), origins));
    }

    private static <L, R> Processor<L, Joined<L, R>> leftMarks() {
        return new Stateless.Map<>(Joined.Left::new);
    }

    private static <L, R> Processor<R, Joined<L, R>> rightMarks() {
        return new Stateless.Map<>(Joined.Right::new);
    }

    /** Records say which stream they are of, where they come from: in the same tasks, if that is one operator. */
    private Stream.Origin side(
            String name,
            List<Stream.Origin> origins,
            Supplier<? extends Processor<?, ?>> processors,
            Mapper<Joined<L, R>, K> key) {
        OperatorBuilder marks = topology.add(
                topology.freeName(name),
                new Definition.Transform(processors, Optional.empty(), false, Written.here()),
                origins.stream()
                        .map(origin -> origin.spread(Partitioning.any()))
                        .toList());
        if (origins.size() == 1) {
            marks.sharesTasksWith(origins.get(0).operator());
        }
        return new Stream.Origin(marks, Operator.Input.MAIN, Partitioning.byKey(key), Optional.empty());
    }
}

package dev.levada.api;

import dev.levada.api.operator.Aggregator;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.SideOutput;
import dev.levada.api.operator.WindowFunction;
import java.time.Duration;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * The records of each key by when they happened: which are in a window follows from their event times alone, whatever
 * the order in which they come.
 *
 * <p>A window closes when the watermark has come to its end, and emits what came of its records then; one that has none
 * emits nothing. At the end of the input all close. What a window emits happened at the last millisecond of the window.
 *
 * <p>A record whose windows are all closed is late. It is never dropped without a word: it goes to
 * {@link #lateRecords}, and is counted as dropped if nobody reads that.
 */
public final class TimeWindows<K, T> {
    private final KeyedStream<K, T> stream;
    private final WindowShape shape;
    private final Duration lateness;

    TimeWindows(KeyedStream<K, T> stream, WindowShape shape, Duration lateness) {
        this.stream = stream;
        this.shape = shape;
        this.lateness = lateness;
    }

    /**
     * Where late records go, a side output of the windows' operator: {@code results.side(TimeWindows.lateRecords())}.
     */
    public static <T> SideOutput<T> lateRecords() {
        return new SideOutput<>("late");
    }

    /**
     * Keeps windows for a while after they have closed: a record that comes by then is not late, and its window emits
     * again, with that record.
     *
     * @param longer how far the watermark may be behind the end of a window
     */
    public TimeWindows<K, T> allowedLateness(Duration longer) {
        if (longer.isNegative()) {
            throw new IllegalArgumentException("the allowed lateness must be at least 0, was " + longer);
        }
        return new TimeWindows<>(stream, shape, longer);
    }

    /** Emits how many records each window has. */
    public Stream<Windowed<K, Long>> count(String name) {
        return aggregate(name, new Aggregators.Count<>());
    }

    /** Emits what the records of each window reduce to, taken in the order in which they come. */
    public Stream<Windowed<K, T>> reduce(String name, BinaryOperator<T> reducer) {
        return aggregate(name, new Aggregators.Reduce<>(reducer));
    }

    /** Emits what comes of the records of each window, of which only what the aggregator wants is kept. */
    public <A, R> Stream<Windowed<K, R>> aggregate(String name, Aggregator<? super T, A, ? extends R> aggregator) {
        return stream.asksNothing(name, folding(shape, lateness.toMillis(), aggregator));
    }

    /** Emits one value made of all records of each window, which are all kept until then. */
    public <R> Stream<Windowed<K, R>> apply(String name, WindowFunction<? super K, T, ? extends R> function) {
        return stream.asksNothing(name, listing(shape, lateness.toMillis(), function));
    }

    /** Static, so that an operator does not hold the whole topology. */
    private static <K, T, A, R> Supplier<Processor<T, Windowed<K, R>>> folding(
            WindowShape shape, long latenessMillis, Aggregator<? super T, A, ? extends R> aggregator) {
        return () -> shape.over(new WindowContent.Folded<>(aggregator), latenessMillis);
    }

    private static <K, T, R> Supplier<Processor<T, Windowed<K, R>>> listing(
            WindowShape shape, long latenessMillis, WindowFunction<? super K, T, ? extends R> function) {
        return () -> shape.over(new WindowContent.Listed<>(function), latenessMillis);
    }
}

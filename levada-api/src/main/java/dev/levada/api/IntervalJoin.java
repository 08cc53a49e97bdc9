package dev.levada.api;

import dev.levada.api.operator.JoinFunction;
import dev.levada.api.operator.Processor;
import java.time.Duration;
import java.util.function.Supplier;

/** Two streams whose records meet if one happened so much earlier or later than the other; see {@link Joining}. */
public final class IntervalJoin<K, L, R> {
    private final Joining<K, L, R> joining;
    private final long lowerMillis;
    private final long upperMillis;
    private final long latenessMillis;

    IntervalJoin(Joining<K, L, R> joining, long lowerMillis, long upperMillis, long latenessMillis) {
        this.latenessMillis = latenessMillis;
        this.joining = joining;
        this.lowerMillis = lowerMillis;
        this.upperMillis = upperMillis;
    }

    /**
     * Keeps records longer, so that one which comes behind the watermark meets them all the same: then what comes of
     * the two may be behind it, too.
     *
     * @param longer how far a record may be behind the watermark
     */
    public IntervalJoin<K, L, R> allowedLateness(Duration longer) {
        return new IntervalJoin<>(joining, lowerMillis, upperMillis, Joining.lateness(longer));
    }

    /** Makes one record of each two that meet, when the second of them has come. It happened when the later one did. */
    public <O> Stream<O> apply(String name, JoinFunction<? super L, ? super R, ? extends O> function) {
        return joining.joined(name, processors(lowerMillis, upperMillis, latenessMillis, function));
    }

    /** Static, so that an operator does not hold the whole topology. */
    private static <L, R, O> Supplier<Processor<Joined<L, R>, O>> processors(
            long lowerMillis,
            long upperMillis,
            long latenessMillis,
            JoinFunction<? super L, ? super R, ? extends O> function) {
        return () -> new IntervalJoining<>(lowerMillis, upperMillis, latenessMillis, function);
    }
}

package dev.levada.api;

import dev.levada.api.operator.JoinFunction;
import dev.levada.api.operator.Processor;
import java.time.Duration;
import java.util.function.Supplier;

/** Two streams whose records meet if they happened in the same window; see {@link Joining}. */
public final class WindowJoin<K, L, R> {
    private final Joining<K, L, R> joining;
    private final long sizeMillis;
    private final long latenessMillis;

    WindowJoin(Joining<K, L, R> joining, long sizeMillis, long latenessMillis) {
        this.latenessMillis = latenessMillis;
        this.joining = joining;
        this.sizeMillis = sizeMillis;
    }

    /**
     * Keeps windows for a while after they have closed: a record that comes by then is not late, and what comes of it
     * and each that it meets is emitted at once.
     *
     * @param longer how far the watermark may be behind the end of a window
     */
    public WindowJoin<K, L, R> allowedLateness(Duration longer) {
        return new WindowJoin<>(joining, sizeMillis, Joining.lateness(longer));
    }

    /**
     * Makes one record of each two that meet, when their window closes. It happened at the last millisecond of the
     * window.
     */
    public <O> Stream<Windowed<K, O>> apply(String name, JoinFunction<? super L, ? super R, ? extends O> function) {
        return joining.joined(name, processors(sizeMillis, latenessMillis, function));
    }

    /** Static, so that an operator does not hold the whole topology. */
    private static <K, L, R, O> Supplier<Processor<Joined<L, R>, Windowed<K, O>>> processors(
            long sizeMillis, long latenessMillis, JoinFunction<? super L, ? super R, ? extends O> function) {
        return () -> new WindowJoining<>(sizeMillis, latenessMillis, function);
    }
}

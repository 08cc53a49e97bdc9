package dev.levada.api;

import dev.levada.api.operator.JoinFunction;
import dev.levada.api.operator.Processor;
import java.util.function.Supplier;

/** Two streams whose records meet if they happened in the same window; see {@link Joining}. */
public final class WindowJoin<K, L, R> {
    private final Joining<K, L, R> joining;
    private final long sizeMillis;

    WindowJoin(Joining<K, L, R> joining, long sizeMillis) {
        this.joining = joining;
        this.sizeMillis = sizeMillis;
    }

    /**
     * Makes one record of each two that meet, when their window closes. It happened at the last millisecond of the
     * window.
     */
    public <O> Stream<Windowed<K, O>> apply(String name, JoinFunction<? super L, ? super R, ? extends O> function) {
        return joining.joined(name, processors(sizeMillis, function));
    }

    /** Static, so that an operator does not hold the whole topology. */
    private static <K, L, R, O> Supplier<Processor<Joined<L, R>, Windowed<K, O>>> processors(
            long sizeMillis, JoinFunction<? super L, ? super R, ? extends O> function) {
        return () -> new WindowJoining<>(sizeMillis, function);
    }
}

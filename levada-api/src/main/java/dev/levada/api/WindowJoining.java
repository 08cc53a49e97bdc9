package dev.levada.api;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.JoinFunction;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;

/** Keeps the records of each side until their window closes. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class WindowJoining<K, L, R, O> implements Processor<Joined<L, R>, Windowed<K, O>> {
    private final long size;
    private final JoinFunction<? super L, ? super R, ? extends O> function;
    private final Buckets<L> lefts = new Buckets<>("lefts");
    private final Buckets<R> rights = new Buckets<>("rights");
    private Timers timers;

    WindowJoining(long size, JoinFunction<? super L, ? super R, ? extends O> function) {
        this.size = size;
        this.function = function;
    }

    @Override
    public void open(Context<Windowed<K, O>> context) {
        lefts.open(context);
        rights.open(context);
        timers = context.timers();
    }

    @Override
    public void process(Joined<L, R> either, Context<Windowed<K, O>> context) {
        long at = context.eventTime();
        long window = Math.floorDiv(at, size);
        long end = (window + 1) * size;
        if (end <= context.watermark()) {
            context.emit(Joining.late(), either.record());
            return;
        }
        boolean first = either instanceof Joined.Left<L, R> left
                ? lefts.add(window, at, left.record())
                : rights.add(window, at, ((Joined.Right<L, R>) either).record());
        if (first) {
            timers.onEventTime(end);
        }
    }

    @Override
    public void onTimer(long end, Context<Windowed<K, O>> context) throws Exception {
        long window = Math.floorDiv(end, size) - 1;
        long leftSize = lefts.size(window);
        long rightSize = rights.size(window);
        for (long i = 0; i < leftSize; i++) {
            Buckets.Stamped<L> left = lefts.get(window, i);
            for (long j = 0; left != null && j < rightSize; j++) {
                Buckets.Stamped<R> right = rights.get(window, j);
                if (right != null) {
                    O made = function.join(left.value(), right.value());
                    context.emitAt(end - 1, new Windowed<>(context.<K>key(), end - size, end, made));
                }
            }
        }
        lefts.drop(window);
        rights.drop(window);
    }
}

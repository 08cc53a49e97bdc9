package dev.levada.api;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.JoinFunction;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;

/** Keeps the records of each side until their window closes, and as much longer as a record may be late. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class WindowJoining<K, L, R, O> implements Processor<Joined<L, R>, Windowed<K, O>> {
    private final long size;
    private final long lateness;
    private final JoinFunction<? super L, ? super R, ? extends O> function;
    private final Buckets<L> lefts = new Buckets<>("lefts");
    private final Buckets<R> rights = new Buckets<>("rights");
    private Timers timers;

    WindowJoining(long size, long lateness, JoinFunction<? super L, ? super R, ? extends O> function) {
        this.size = size;
        this.lateness = lateness;
        this.function = function;
    }

    @Override
    public void open(Context<Windowed<K, O>> context) {
        lefts.open(context);
        rights.open(context);
        timers = context.timers();
    }

    @Override
    public void process(Joined<L, R> either, Context<Windowed<K, O>> context) throws Exception {
        long at = context.eventTime();
        long window = Math.floorDiv(at, size);
        long end = (window + 1) * size;
        if (end + lateness <= context.watermark()) {
            context.emit(Joining.late(), either.record());
            return;
        }
        boolean closed = end <= context.watermark();
        boolean first;
        if (either instanceof Joined.Left<L, R> left) {
            if (closed) {
                meetRights(left.record(), window, context);
            }
            first = lefts.add(window, at, left.record());
        } else {
            R right = ((Joined.Right<L, R>) either).record();
            if (closed) {
                meetLefts(right, window, context);
            }
            first = rights.add(window, at, right);
        }
        if (first) {
            timers.onEventTime(end + lateness);
        }
        if (first && !closed) {
            timers.onEventTime(end);
        }
    }

    private void meetRights(L left, long window, Context<Windowed<K, O>> context) throws Exception {
        long count = rights.size(window);
        for (long i = 0; i < count; i++) {
            Buckets.Stamped<R> right = rights.get(window, i);
            if (right != null) {
                emit(left, right.value(), window, context);
            }
        }
    }

    private void meetLefts(R right, long window, Context<Windowed<K, O>> context) throws Exception {
        long count = lefts.size(window);
        for (long i = 0; i < count; i++) {
            Buckets.Stamped<L> left = lefts.get(window, i);
            if (left != null) {
                emit(left.value(), right, window, context);
            }
        }
    }

    private void emit(L left, R right, long window, Context<Windowed<K, O>> context) throws Exception {
        long end = (window + 1) * size;
        O made = function.join(left, right);
        context.emitAt(end - 1, new Windowed<>(context.<K>key(), end - size, end, made));
    }

    /** One window closes, or another one is not kept any longer, or both. */
    @Override
    public void onTimer(long millis, Context<Windowed<K, O>> context) throws Exception {
        if (Math.floorMod(millis, size) == 0) {
            close(Math.floorDiv(millis, size) - 1, context);
        }
        if (Math.floorMod(millis - lateness, size) == 0) {
            long window = Math.floorDiv(millis - lateness, size) - 1;
            lefts.drop(window);
            rights.drop(window);
        }
    }

    private void close(long window, Context<Windowed<K, O>> context) throws Exception {
        long count = lefts.size(window);
        for (long i = 0; i < count; i++) {
            Buckets.Stamped<L> left = lefts.get(window, i);
            if (left != null) {
                meetRights(left.value(), window, context);
            }
        }
    }
}

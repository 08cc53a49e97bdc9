package dev.levada.api;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.JoinFunction;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;

/**
 * Keeps the records of each side as long as one of the other side may come that happened in its interval. Buckets are
 * as wide as the interval, so those that a record meets are in two of them.
 */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class IntervalJoining<L, R, O> implements Processor<Joined<L, R>, O> {
    private final long lower;
    private final long upper;
    private final long width;
    private final long lateness;
    private final JoinFunction<? super L, ? super R, ? extends O> function;
    private final Buckets<L> lefts = new Buckets<>("lefts");
    private final Buckets<R> rights = new Buckets<>("rights");
    private Timers timers;

    /** @param lateness by how much a record may come behind the watermark */
    IntervalJoining(long lower, long upper, long lateness, JoinFunction<? super L, ? super R, ? extends O> function) {
        this.lateness = lateness;
        this.lower = lower;
        this.upper = upper;
        this.width = Math.max(1, upper - lower);
        this.function = function;
    }

    @Override
    public void open(Context<O> context) {
        lefts.open(context);
        rights.open(context);
        timers = context.timers();
    }

    @Override
    public void process(Joined<L, R> either, Context<O> context) throws Exception {
        if (context.eventTime() + lateness < context.watermark()) {
            context.emit(Joining.late(), either.record());
        } else if (either instanceof Joined.Left<L, R> left) {
            processLeft(left.record(), context);
        } else {
            processRight(((Joined.Right<L, R>) either).record(), context);
        }
    }

    private void processLeft(L left, Context<O> context) throws Exception {
        long at = context.eventTime();
        for (long bucket = bucket(at + lower); bucket <= bucket(at + upper); bucket++) {
            long size = rights.size(bucket);
            for (long i = 0; i < size; i++) {
                Buckets.Stamped<R> right = rights.get(bucket, i);
                if (right != null && meet(at, right.millis())) {
                    context.emitAt(Math.max(at, right.millis()), function.join(left, right.value()));
                }
            }
        }
        keep(lefts, at, upper, left, context);
    }

    private void processRight(R right, Context<O> context) throws Exception {
        long at = context.eventTime();
        for (long bucket = bucket(at - upper); bucket <= bucket(at - lower); bucket++) {
            long size = lefts.size(bucket);
            for (long i = 0; i < size; i++) {
                Buckets.Stamped<L> left = lefts.get(bucket, i);
                if (left != null && meet(left.millis(), at)) {
                    context.emitAt(Math.max(at, left.millis()), function.join(left.value(), right));
                }
            }
        }
        keep(rights, at, -lower, right, context);
    }

    private boolean meet(long left, long right) {
        return right >= left + lower && right <= left + upper;
    }

    /** @param longest how much later one may come that it meets; negative if it would have to be earlier */
    private <T> void keep(Buckets<T> side, long at, long longest, T record, Context<O> context) {
        long last = longest + lateness;
        if (at + last >= context.watermark() && side.add(bucket(at), at, record)) {
            timers.onEventTime((bucket(at) + 1) * width + last);
        }
    }

    private long bucket(long millis) {
        return Math.floorDiv(millis, width);
    }

    /** Nobody will ask for a bucket any more: on one side, or, by chance, on both. */
    @Override
    public void onTimer(long millis, Context<O> context) {
        drop(lefts, millis - lateness - upper);
        drop(rights, millis - lateness + lower);
    }

    private void drop(Buckets<?> side, long end) {
        if (Math.floorMod(end, width) == 0) {
            side.drop(bucket(end) - 1);
        }
    }
}

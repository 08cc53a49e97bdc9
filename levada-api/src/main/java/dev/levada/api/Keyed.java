package dev.levada.api;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.WindowFunction;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.ReducingState;
import java.util.List;
import java.util.function.BinaryOperator;

/** The ready-made operators that remember something for each key. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class Keyed {

    private Keyed() {}

    static final class RunningCount<K, T> implements Processor<T, KeyCount<K>> {
        private CounterState seen;

        @Override
        public void open(Context<KeyCount<K>> context) {
            seen = context.counter("count");
        }

        @Override
        public void process(T value, Context<KeyCount<K>> context) {
            long count = seen.add(1);
            context.emit(new KeyCount<>(context.<K>key(), count));
        }
    }

    static final class FinalCount<K, T> implements Processor<T, KeyCount<K>> {
        private CounterState seen;

        @Override
        public void open(Context<KeyCount<K>> context) {
            seen = context.counter("count");
        }

        @Override
        public void process(T value, Context<KeyCount<K>> context) {
            seen.add(1);
        }

        @Override
        public void end(Context<KeyCount<K>> context) {
            context.forEachKey(() -> context.emit(new KeyCount<>(context.<K>key(), seen.get())));
        }
    }

    static final class Reduce<T> implements Processor<T, T> {
        private final BinaryOperator<T> reducer;
        private ReducingState<T> reduced;

        Reduce(BinaryOperator<T> reducer) {
            this.reducer = reducer;
        }

        @Override
        public void open(Context<T> context) {
            reduced = context.reducing("reduced", reducer);
        }

        @Override
        public void process(T value, Context<T> context) {
            context.emit(reduced.add(value));
        }
    }

    static final class First<T> implements Processor<T, T> {
        private CounterState seen;

        @Override
        public void open(Context<T> context) {
            seen = context.counter("seen");
        }

        @Override
        public void process(T value, Context<T> context) {
            if (seen.get() == 0) {
                seen.set(1);
                context.emit(value);
            }
        }
    }

    static final class Windowing<K, T, R> implements Processor<T, R> {
        private final int size;
        private final int every;
        private final WindowFunction<? super K, T, ? extends R> function;
        private ListState<T> newest;
        /** How many of them have been in no window. */
        private CounterState fresh;

        Windowing(int size, int every, WindowFunction<? super K, T, ? extends R> function) {
            this.size = size;
            this.every = every;
            this.function = function;
        }

        @Override
        public void open(Context<R> context) {
            newest = context.list("newest");
            fresh = context.counter("fresh");
        }

        @Override
        public void process(T value, Context<R> context) {
            newest.add(value);
            fresh.add(1);
            if (newest.size() == size) {
                List<T> window = newest.get();
                context.emit(function.apply(context.key(), window));
                keep(window.subList(every, size));
            }
        }

        /** What is in the next window, too; for a key of which nothing is kept there is no state. */
        private void keep(List<T> overlap) {
            newest.clear();
            fresh.clear();
            overlap.forEach(newest::add);
        }

        @Override
        public void end(Context<R> context) {
            context.forEachKey(() -> {
                if (fresh.get() > 0) {
                    context.emit(function.apply(context.key(), newest.get()));
                }
            });
        }
    }
}

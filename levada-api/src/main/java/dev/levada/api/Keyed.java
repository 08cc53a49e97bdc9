package dev.levada.api;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ReducingState;
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
}

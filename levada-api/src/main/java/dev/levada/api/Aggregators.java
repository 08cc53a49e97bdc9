package dev.levada.api;

import dev.levada.api.operator.Aggregator;
import java.util.function.BinaryOperator;

/** The ready-made aggregators. */
final class Aggregators {

    private Aggregators() {}

    record Count<T>() implements Aggregator<T, Long, Long> {
        @Override
        public Long first(T value) {
            return 1L;
        }

        @Override
        public Long add(Long soFar, T value) {
            return soFar + 1;
        }

        @Override
        public Long merge(Long earlier, Long later) {
            return earlier + later;
        }

        @Override
        public Long result(Long all) {
            return all;
        }
    }

    record Reduce<T>(BinaryOperator<T> reducer) implements Aggregator<T, T, T> {
        @Override
        public T first(T value) {
            return value;
        }

        @Override
        public T add(T soFar, T value) {
            return reducer.apply(soFar, value);
        }

        @Override
        public T merge(T earlier, T later) {
            return reducer.apply(earlier, later);
        }

        @Override
        public T result(T all) {
            return all;
        }
    }
}

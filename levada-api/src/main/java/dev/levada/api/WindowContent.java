package dev.levada.api;

import dev.levada.api.operator.Aggregator;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.WindowFunction;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.MapState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept of the records in the windows of the key in hand. A window is known by where it starts. */
@SuppressWarnings("NullAway.Init") // open() comes first
interface WindowContent<K, T, R> {

    void open(Context<?> context);

    /** Adds a record to a window. Returns false if that has others already, for sure. */
    boolean add(long start, T value);

    /** Keeps a record that is in a window, whichever. */
    void keep(long millis, T value);

    /** What comes of a window; null if it has no record. */
    @Nullable
    R result(K key, long start, long end);

    /** A window is over. What happened before a time is in no other that is not. */
    void close(long start, long before);

    /** Two windows are one. */
    void merge(long from, long into);

    /** Keeps what an aggregator wants of each window. */
    final class Folded<K, T, A, R> implements WindowContent<K, T, R> {
        private final Aggregator<? super T, A, ? extends R> aggregator;
        private MapState<Long, A> panes;

        Folded(Aggregator<? super T, A, ? extends R> aggregator) {
            this.aggregator = aggregator;
        }

        @Override
        public void open(Context<?> context) {
            panes = context.map("panes");
        }

        @Override
        public boolean add(long start, T value) {
            Long boxed = start;
            A before = panes.get(boxed);
            panes.put(boxed, before == null ? aggregator.first(value) : aggregator.add(before, value));
            return before == null;
        }

        @Override
        public void keep(long millis, T value) {}

        @Override
        public @Nullable R result(K key, long start, long end) {
            A all = panes.get(start);
            return all == null ? null : aggregator.result(all);
        }

        @Override
        public void close(long start, long before) {
            panes.remove(start);
        }

        @Override
        public void merge(long from, long into) {
            A one = panes.get(into);
            A other = panes.get(from);
            if (other != null) {
                panes.put(into, one == null ? other : aggregator.merge(one, other));
                panes.remove(from);
            }
        }
    }

    /** Keeps each record, once, however many windows it is in. */
    final class Listed<K, T, R> implements WindowContent<K, T, R> {
        private final WindowFunction<? super K, T, ? extends R> function;
        private MapState<Long, Stamped<T>> records;
        private CounterState numbered;

        /** A record and when it happened. */
        record Stamped<T>(long millis, T value) {}

        Listed(WindowFunction<? super K, T, ? extends R> function) {
            this.function = function;
        }

        @Override
        public void open(Context<?> context) {
            records = context.map("records");
            numbered = context.counter("numbered");
        }

        @Override
        public boolean add(long start, T value) {
            return true;
        }

        @Override
        public void keep(long millis, T value) {
            records.put(numbered.add(1), new Stamped<>(millis, value));
        }

        @Override
        public @Nullable R result(K key, long start, long end) {
            List<T> window = records.entries().stream()
                    .map(Map.Entry::getValue)
                    .filter(record -> record.millis() >= start && record.millis() < end)
                    .map(Stamped::value)
                    .toList();
            return window.isEmpty() ? null : function.apply(key, window);
        }

        @Override
        public void close(long start, long before) {
            for (Map.Entry<Long, Stamped<T>> record : records.entries()) {
                if (record.getValue().millis() < before) {
                    records.remove(record.getKey());
                }
            }
            if (records.size() == 0) {
                numbered.clear();
            }
        }

        /** Records are in a window by their times. */
        @Override
        public void merge(long from, long into) {}
    }
}

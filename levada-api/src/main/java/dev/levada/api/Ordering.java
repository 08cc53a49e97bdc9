package dev.levada.api;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Emitter;
import dev.levada.api.operator.FlatMapper;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.MapState;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the order of a stream across an operator of several tasks: records are numbered before it, each task answers
 * with all that it makes of a number, and the answers are sorted after it. The first and the last are single tasks
 * whose stream has one key, so that what they know is recovered.
 */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class Ordering {

    private Ordering() {}

    /** The one key of a stream that is kept in order. */
    static int oneKey(Object any) {
        return 0;
    }

    static final class Numbering<T> implements Processor<T, Indexed<T>> {
        private CounterState next;

        @Override
        public void open(Context<Indexed<T>> context) {
            next = context.counter("next");
        }

        @Override
        public void process(T value, Context<Indexed<T>> context) {
            context.emit(new Indexed<>(next.add(1) - 1, value));
        }
    }

    /** Answers each number, also with nothing. */
    record Answering<I, O>(FlatMapper<I, O> mapper) {

        void apply(Indexed<I> question, Emitter<Indexed<List<O>>> out) throws Exception {
            List<O> made = new ArrayList<>();
            mapper.apply(question.value(), made::add);
            out.emit(new Indexed<>(question.index(), List.copyOf(made)));
        }
    }

    /** Lets answers pass in the order of their numbers, and holds back those that are early. */
    static final class Sorting<T> implements Processor<Indexed<List<T>>, T> {
        private CounterState next;
        private MapState<Long, List<T>> early;

        @Override
        public void open(Context<T> context) {
            next = context.counter("next");
            early = context.map("early");
        }

        @Override
        public void process(Indexed<List<T>> answer, Context<T> context) {
            long due = next.get();
            if (answer.index() > due) {
                early.put(answer.index(), answer.value());
                return;
            }
            answer.value().forEach(context::emit);
            if (answer.index() == due) {
                next.set(release(due + 1, context));
            }
        }

        /** Where a number never came, the job may lose records: what waited for it passes at last. */
        @Override
        public void end(Context<T> context) {
            context.forEachKey(
                    () -> early.entries().forEach(entry -> entry.getValue().forEach(context::emit)));
        }

        private long release(long first, Context<T> context) {
            long due = first;
            for (List<T> waiting = early.get(due); waiting != null; waiting = early.get(due)) {
                waiting.forEach(context::emit);
                early.remove(due);
                due++;
            }
            return due;
        }
    }
}

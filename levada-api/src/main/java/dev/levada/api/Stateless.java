package dev.levada.api;

import dev.levada.api.operator.Condition;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.EventTimeFunction;
import dev.levada.api.operator.FlatMapper;
import dev.levada.api.operator.Mapper;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.SideOutput;
import java.time.Instant;
import java.util.function.Consumer;

/** The operators that remember nothing. */
final class Stateless {

    private Stateless() {}

    /** When records happened, of those that say it as instants. */
    record Millis<I>(Mapper<? super I, Instant> at) implements EventTimeFunction<I> {
        @Override
        public long millisOf(I value) throws Exception {
            return at.apply(value).toEpochMilli();
        }
    }

    record Map<I, O>(Mapper<? super I, ? extends O> mapper) implements Processor<I, O> {
        @Override
        public void process(I value, Context<O> context) throws Exception {
            context.emit(mapper.apply(value));
        }
    }

    record Filter<I>(Condition<? super I> condition) implements Processor<I, I> {
        @Override
        public void process(I value, Context<I> context) throws Exception {
            if (condition.test(value)) {
                context.emit(value);
            }
        }
    }

    record FlatMap<I, O>(FlatMapper<? super I, O> mapper) implements Processor<I, O> {
        @Override
        public void process(I value, Context<O> context) throws Exception {
            mapper.apply(value, context);
        }
    }

    record FlatMapAll<I, O>(Mapper<? super I, ? extends Iterable<? extends O>> mapper) implements Processor<I, O> {
        @Override
        public void process(I value, Context<O> context) throws Exception {
            for (O each : mapper.apply(value)) {
                context.emit(each);
            }
        }
    }

    record Pass<I>() implements Processor<I, I> {
        @Override
        public void process(I value, Context<I> context) {
            context.emit(value);
        }
    }

    record Peek<I>(Consumer<? super I> viewer) implements Processor<I, I> {
        @Override
        public void process(I value, Context<I> context) {
            viewer.accept(value);
            context.emit(value);
        }
    }

    record Split<I>(Condition<? super I> condition) implements Processor<I, I> {
        static <I> SideOutput<I> others() {
            return new SideOutput<>("others");
        }

        @Override
        public void process(I value, Context<I> context) throws Exception {
            if (condition.test(value)) {
                context.emit(value);
            } else {
                context.emit(Split.<I>others(), value);
            }
        }
    }
}

package dev.levada.api;

import dev.levada.api.annotation.AnnotatedStage;
import dev.levada.api.annotation.StateHandles;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.FlatMapper;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import java.util.List;

/** The operators that call a stage of an annotated class. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class AnnotatedProcessor {

    private AnnotatedProcessor() {}

    static final class Plain implements Processor<Object, Object> {
        private final AnnotatedStage stage;
        private FlatMapper<Object, Object> method;

        Plain(AnnotatedStage stage) {
            this.stage = stage;
        }

        @Override
        public void open(Context<Object> context) {
            method = stage.bind(new Handles(context));
        }

        @Override
        public void process(Object value, Context<Object> context) throws Exception {
            method.apply(value, context);
        }
    }

    static final class Numbered implements Processor<Indexed<Object>, Indexed<List<Object>>> {
        private final AnnotatedStage stage;
        private Ordering.Answering<Object, Object> method;

        Numbered(AnnotatedStage stage) {
            this.stage = stage;
        }

        @Override
        public void open(Context<Indexed<List<Object>>> context) {
            method = new Ordering.Answering<>(stage.bind(new Handles(context)));
        }

        @Override
        public void process(Indexed<Object> value, Context<Indexed<List<Object>>> context) throws Exception {
            method.apply(value, context);
        }
    }

    /** The engine's state. */
    private record Handles(Context<?> context) implements StateHandles {
        @Override
        public CounterState counter(String name) {
            return context.counter(name);
        }

        @Override
        public ListState<?> list(String name) {
            return context.list(name);
        }

        @Override
        public MapState<?, ?> map(String name) {
            return context.map(name);
        }
    }
}

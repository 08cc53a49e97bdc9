package dev.levada.core.task;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.ExternalCall;
import dev.levada.api.operator.SideOutput;
import dev.levada.api.operator.Timers;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import dev.levada.api.state.ReducingState;
import dev.levada.api.state.ValueState;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;

/** Passes everything on to an operator's own context; what is built on it looks on. */
public class ForwardingContext implements Context<Object> {
    private final Context<Object> context;

    public ForwardingContext(Context<Object> context) {
        this.context = context;
    }

    @Override
    public void emit(Object value) {
        context.emit(value);
    }

    @Override
    public <S> void emit(SideOutput<S> output, S value) {
        context.emit(output, value);
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as in what it implements
    public <K> K key() {
        return context.key();
    }

    @Override
    public void forEachKey(Runnable action) {
        context.forEachKey(action);
    }

    @Override
    public <V> ValueState<V> value(String name, V initial) {
        return context.value(name, initial);
    }

    @Override
    public CounterState counter(String name) {
        return context.counter(name);
    }

    @Override
    public <V> ListState<V> list(String name) {
        return context.list(name);
    }

    @Override
    public <K, V> MapState<K, V> map(String name) {
        return context.map(name);
    }

    @Override
    public <V> ReducingState<V> reducing(String name, BinaryOperator<V> reducer) {
        return context.reducing(name, reducer);
    }

    @Override
    public <K, V> MapState<K, V> broadcastMap(String name) {
        return context.broadcastMap(name);
    }

    @Override
    public Timers timers() {
        return context.timers();
    }

    @Override
    public long eventTime() {
        return context.eventTime();
    }

    @Override
    public long watermark() {
        return context.watermark();
    }

    @Override
    public void emitAt(long eventTimeMillis, Object value) {
        context.emitAt(eventTimeMillis, value);
    }

    @Override
    public long nowMillis() {
        return context.nowMillis();
    }

    @Override
    public RandomGenerator random() {
        return context.random();
    }

    @Override
    public UUID uuid() {
        return context.uuid();
    }

    @Override
    public <R> R external(String name, ExternalCall<R> call) throws Exception {
        return context.external(name, call);
    }

    @Override
    public String operator() {
        return context.operator();
    }

    @Override
    public int subtask() {
        return context.subtask();
    }

    @Override
    public int parallelism() {
        return context.parallelism();
    }
}

package dev.levada.api.annotation;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;

/** The {@link dev.levada.api.annotation.Sink} method of a class, called by one task. */
record MethodSink(String name, Call method, boolean blocking) implements Sink<Object> {

    @Override
    public SinkWriter<Object> open(SinkTask task) {
        return method::with;
    }

    @Override
    public Contract contract() {
        return Contract.PLAIN;
    }

    @Override
    public int fixedParallelism() {
        return 1;
    }

    @Override
    public String describe() {
        return "method " + name;
    }
}

package dev.levada.testkit.sanitizer;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;

/** In place of a sink: nothing is written. */
public record Nowhere() implements Sink<Object> {

    @Override
    public SinkWriter<Object> open(SinkTask task) {
        return value -> {};
    }

    @Override
    public Contract contract() {
        return Contract.TRANSACTIONAL; // nothing is to wait for what nobody sees
    }
}

package dev.levada.cluster.replay;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;

/** In place of a sink: what reaches it is heard, and nothing is written, prepared or committed. */
record UnwrittenSink(ReplayListener listener) implements Sink<Object> {

    @Override
    public SinkWriter<Object> open(SinkTask task) {
        return value -> listener.reachedSink(task.operator(), value);
    }

    @Override
    public Contract contract() {
        return Contract.TRANSACTIONAL; // nothing is to wait for what nobody sees
    }
}

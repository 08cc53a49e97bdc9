package dev.levada.connectors.jdbc;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;

/** Rows are written as they come, into a prepared transaction for each epoch. PostgreSQL only. */
record TwoPhaseSink<T>(Settings<T> settings) implements Sink<T> {

    @Override
    public SinkWriter<T> open(SinkTask task) throws Exception {
        return TwoPhaseWriter.open(settings, task);
    }

    @Override
    public Contract contract() {
        return Contract.TRANSACTIONAL;
    }

    @Override
    public boolean blocking() {
        return true;
    }

    @Override
    public String describe() {
        return settings.describe();
    }
}

package dev.levada.connectors.jdbc;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;

/** Rows travel in the job's state, and are stored together with the number of their epoch. */
record OffsetSink<T>(Settings<T> settings) implements Sink<T> {

    @Override
    public SinkWriter<T> open(SinkTask task) throws Exception {
        return OffsetWriter.open(settings, task);
    }

    @Override
    public Contract contract() {
        return Contract.OFFSET_IN_SINK;
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

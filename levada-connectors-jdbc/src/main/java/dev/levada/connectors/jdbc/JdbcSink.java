package dev.levada.connectors.jdbc;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;

/**
 * Writes rows into a database.
 *
 * @param contract offset in sink: rows travel in the job's state, and are stored together with the number of their
 *     epoch; transactional: rows are written as they come, into a prepared transaction for each epoch (PostgreSQL only)
 */
record JdbcSink<T>(Settings<T> settings, Contract contract) implements Sink<T> {

    @Override
    public SinkWriter<T> open(SinkTask task) throws Exception {
        return contract == Contract.TRANSACTIONAL
                ? TwoPhaseWriter.open(settings, task)
                : OffsetWriter.open(settings, task);
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

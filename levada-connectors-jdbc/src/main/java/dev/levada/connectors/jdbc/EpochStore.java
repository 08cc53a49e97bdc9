package dev.levada.connectors.jdbc;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.SinkTask;
import dev.levada.connectors.jdbc.Offsets.Offset;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Stores the rows of an epoch and its number in one transaction, for one task. */
final class EpochStore {
    private final Settings<?> settings;
    private final SinkTask task;
    private final String key;
    private final Place place;
    private final Offsets offsets;
    private final Link link;
    private long stored;

    EpochStore(Settings<?> settings, SinkTask task, Place place) {
        this.settings = settings;
        this.task = task;
        this.key = TaskKey.of(task);
        this.place = place;
        this.offsets = new Offsets(settings.offsets());
        this.link = new Link(settings.database(), this::setUp, settings.backoff());
    }

    /** The last epoch that is stored. */
    long stored() {
        return stored;
    }

    /**
     * Checks what can be checked, and fences off older attempts.
     *
     * @return the statement that writes a row
     */
    String open(Insert<?> insert) throws Exception {
        try {
            return link.once(connection -> {
                if (!connection.getMetaData().supportsTransactions()) {
                    throw place.refused(
                            "the database has no transactions, so nothing keeps rows from showing twice; use another");
                }
                offsets.own().ensure(connection);
                String sql = Statements.checked(connection, insert);
                connection.rollback();
                requireNotFenced("open", offsets.read(connection, key));
                if (Sessions.isPostgres(connection)) {
                    Sessions.endOthers(connection, key);
                }
                claim(connection);
                return sql;
            });
        } catch (SQLException e) {
            throw place.unusable("open", insert.describe(), e);
        }
    }

    /** Stores an epoch, unless it is stored already. */
    void commit(PreparedRows rows) throws Exception {
        if (!rows.task().equals(key)) {
            throw place.refused(
                    "what was prepared is of task %s, but this is %s; go on with the same names and the same parallelism"
                            .formatted(rows.task(), key));
        }
        try {
            link.persistently(connection -> store(connection, rows));
        } catch (SQLException e) {
            throw place.failed("store epoch " + rows.epoch(), rows.sql(), e);
        }
        stored = Math.max(stored, rows.epoch());
    }

    void close() throws SQLException {
        link.close();
    }

    private void setUp(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        if (Sessions.isPostgres(connection)) {
            Sessions.mark(connection, key);
            connection.commit();
        }
    }

    private void claim(Connection connection) throws SQLException {
        if (offsets.claim(connection, key, task.attempt())) {
            connection.commit();
        } else {
            connection.rollback();
            claimFirst(connection);
        }
        stored = there(offsets.read(connection, key)).epoch();
        connection.rollback();
    }

    private void claimFirst(Connection connection) throws SQLException {
        requireNotFenced("open", offsets.read(connection, key));
        if (!task.prepared().isEmpty()) {
            there(null);
        }
        try {
            offsets.add(connection, key, task.attempt());
            connection.commit();
        } catch (SQLException e) {
            if (!SqlStates.duplicate(e)) {
                throw e;
            }
            // Another attempt was faster.
            connection.rollback();
            if (!offsets.claim(connection, key, task.attempt())) {
                connection.rollback();
                requireNotFenced("open", offsets.read(connection, key));
            }
            connection.commit();
        }
    }

    private boolean store(Connection connection, PreparedRows rows) throws SQLException {
        if (!offsets.advance(connection, key, rows.epoch(), task.attempt())) {
            connection.rollback();
            Offset offset = there(offsets.read(connection, key));
            connection.rollback();
            requireNotFenced("store epoch " + rows.epoch(), offset);
            return false;
        }
        write(connection, rows);
        connection.commit();
        return true;
    }

    private void write(Connection connection, PreparedRows rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(rows.sql())) {
            PreparedRows.RowReader reader = rows.reader();
            for (int batched = 1; reader.hasNext(); batched++) {
                statement.clearParameters();
                int index = 0;
                for (BoundValue value : reader.next()) {
                    value.bind(statement, ++index);
                }
                statement.addBatch();
                if (batched % settings.batch() == 0 || !reader.hasNext()) {
                    statement.executeBatch();
                }
            }
        } catch (IOException e) {
            throw place.refused(
                    "what was prepared of epoch %d is broken: %s".formatted(rows.epoch(), e.getMessage()), e);
        }
    }

    private void requireNotFenced(String deed, @Nullable Offset offset) throws SQLException {
        if (offset != null && offset.attempt() > task.attempt()) {
            throw place.fenced(deed, offset.attempt());
        }
    }

    private Offset there(@Nullable Offset offset) throws BadInputException {
        if (offset == null) {
            throw place.refused(
                    "the row of task %s in %s is gone, so it is not known which epochs are stored; bring it back, check the URL, or start afresh"
                            .formatted(key, settings.offsets()));
        }
        return offset;
    }
}

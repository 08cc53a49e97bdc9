package dev.levada.connectors.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Writes rows, in batches, within one transaction after another. */
final class RowWriter<T> {
    private final Settings<T> settings;
    private final Place place;
    private final String sql;
    private final Connection connection;
    private final PreparedStatement insert;
    private long rows;
    private int batched;
    private @Nullable SQLException broken;

    private RowWriter(Settings<T> settings, Place place, String sql, Connection connection) throws SQLException {
        this.settings = settings;
        this.place = place;
        this.sql = sql;
        this.connection = connection;
        this.insert = connection.prepareStatement(sql);
    }

    static <T> RowWriter<T> open(Settings<T> settings, Place place) throws Exception {
        try {
            Connection connection = settings.database().connect();
            try {
                Sessions.setUp(connection);
                Sessions.mark(connection, TaskKey.of(place.task()));
                connection.setAutoCommit(false);
                String sql = Statements.checked(connection, settings.insert());
                connection.rollback();
                return new RowWriter<>(settings, place, sql, connection);
            } catch (Throwable e) { // an Error too must not leave a connection
                Closing.after(e, () -> Link.end(connection));
                throw e;
            }
        } catch (SQLException e) {
            throw place.unusable("open", settings.insert().describe(), e);
        }
    }

    /** Whether nothing was written since the last transaction. */
    boolean isEmpty() {
        return rows == 0;
    }

    void write(T value) throws SQLException {
        requireWhole("write a row");
        insert.clearParameters();
        settings.insert().binder().bind(insert, value);
        try {
            insert.addBatch();
            rows++;
            if (++batched >= settings.batch()) {
                drain();
            }
        } catch (SQLException e) {
            throw broken("write a row", sql, e);
        }
    }

    /**
     * Ends the transaction by preparing it.
     *
     * @param last what is to be done in it yet
     */
    void prepare(Gid gid, String last) throws SQLException {
        requireWhole("prepare epoch " + gid.epoch());
        try {
            drain();
        } catch (SQLException e) {
            throw broken("write a row", sql, e);
        }
        try (Statement statement = connection.createStatement()) {
            // In one message: a process that is stopped in between would hold the lock that a newer attempt waits for.
            statement.execute("%s; PREPARE TRANSACTION '%s'".formatted(last, gid));
        } catch (SQLException e) {
            throw broken("prepare epoch " + gid.epoch(), "PREPARE TRANSACTION '%s'".formatted(gid), e);
        }
        rows = 0;
    }

    /** Rolls back what is not prepared. */
    void close() throws SQLException {
        Link.end(connection);
    }

    private void drain() throws SQLException {
        if (batched > 0) {
            batched = 0;
            insert.executeBatch();
        }
    }

    /** The transaction is lost, and with it the rows before; only another attempt can write them again. */
    private SQLException broken(String deed, String statement, SQLException problem) {
        SQLException failure = place.failed(deed, statement, problem);
        broken = failure;
        return failure;
    }

    private void requireWhole(String deed) throws SQLException {
        if (broken != null) {
            throw new SQLException(
                    "%s: cannot %s after an earlier failure, which took the epoch's rows along: %s"
                            .formatted(place, deed, broken.getMessage()),
                    broken);
        }
    }
}

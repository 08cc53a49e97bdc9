package dev.levada.connectors.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The table with a row for each task: the last epoch that is stored, and the newest attempt. In plain SQL, but for one.
 */
record Offsets(String table) {

    private static final int CLAIM_SECONDS = 10;

    /** A row. */
    record Offset(long epoch, long attempt) {}

    OwnTable own() {
        return new OwnTable(
                table, "task VARCHAR(160) NOT NULL PRIMARY KEY, epoch BIGINT NOT NULL, attempt BIGINT NOT NULL");
    }

    @Nullable
    Offset read(Connection connection, String task) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT epoch, attempt FROM %s WHERE task = ?".formatted(table))) {
            select.setString(1, task);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? new Offset(rows.getLong(1), rows.getLong(2)) : null;
            }
        }
    }

    /** Adds the row of a task. */
    void add(Connection connection, String task, long attempt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO %s (task, epoch, attempt) VALUES (?, 0, ?)".formatted(table))) {
            insert.setString(1, task);
            insert.setLong(2, attempt);
            insert.executeUpdate();
        }
    }

    /** Records an attempt, unless a newer one is. Does not wait long for a session that has the row. */
    boolean claim(Connection connection, String task, long attempt) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE %s SET attempt = ? WHERE task = ? AND attempt <= ?".formatted(table))) {
            update.setQueryTimeout(CLAIM_SECONDS);
            update.setLong(1, attempt);
            update.setString(2, task);
            update.setLong(3, attempt);
            return update.executeUpdate() == 1;
        }
    }

    /** As {@link #claim}, or adds the row. In PostgreSQL's SQL. */
    boolean claimOrAdd(Connection connection, String task, long attempt) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                "INSERT INTO %s AS newest (task, epoch, attempt) VALUES (?, 0, ?) ON CONFLICT (task) DO UPDATE SET attempt = excluded.attempt WHERE newest.attempt <= excluded.attempt"
                        .formatted(table))) {
            upsert.setString(1, task);
            upsert.setLong(2, attempt);
            return upsert.executeUpdate() == 1;
        }
    }

    /** Records an epoch, unless it or a later one is, or a newer attempt; locks the row. */
    boolean advance(Connection connection, String task, long epoch, long attempt) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE %s SET epoch = ?, attempt = ? WHERE task = ? AND epoch < ? AND attempt <= ?"
                        .formatted(table))) {
            update.setLong(1, epoch);
            update.setLong(2, attempt);
            update.setString(3, task);
            update.setLong(4, epoch);
            update.setLong(5, attempt);
            return update.executeUpdate() == 1;
        }
    }
}

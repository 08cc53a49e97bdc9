package dev.levada.connectors.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The table of the transactions that were committed: each writes its own row, so that the row is there if, and only if,
 * the transaction was committed. Old rows of a task are replaced by one, its mark, whose epoch is the first that is not
 * covered by it. In PostgreSQL's SQL.
 */
record Commits(String table) {

    OwnTable own() {
        return new OwnTable(
                table,
                "gid VARCHAR(200) NOT NULL PRIMARY KEY, task VARCHAR(160) NOT NULL, epoch BIGINT NOT NULL, attempt BIGINT NOT NULL");
    }

    /**
     * The statement that adds the row of a transaction if its attempt is still the newest, and fails for a null if it
     * is not. It locks the row with the newest attempt until the transaction is over, which is past its preparation.
     */
    String insert(Gid gid, Offsets offsets) {
        // Every part is of characters that need no escape.
        return "INSERT INTO %s (gid, task, epoch, attempt) VALUES ('%s', '%s', %d, (SELECT %d FROM %s WHERE task = '%s' AND attempt <= %d FOR SHARE))"
                .formatted(
                        table, gid, gid.task(), gid.epoch(), gid.attempt(), offsets.table(), gid.task(), gid.attempt());
    }

    /** Whether a transaction has its row, so that it was committed. */
    boolean has(Connection connection, Gid gid) throws SQLException {
        return isThere(connection, gid.toString(), 0);
    }

    /** Whether the mark of a task covers a transaction, whose row is not needed any more. */
    boolean covers(Connection connection, Gid gid) throws SQLException {
        return isThere(connection, mark(gid.task()), gid.epoch());
    }

    private boolean isThere(Connection connection, String gid, long after) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM %s WHERE gid = ? AND epoch > ?".formatted(table))) {
            select.setString(1, gid);
            select.setLong(2, after);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** The last epoch of a task that was committed, or 0. */
    long last(Connection connection, String task) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT coalesce(max(epoch), 0) FROM %s WHERE task = ?".formatted(table))) {
            select.setString(1, task);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Puts the mark in the place of all rows of a task that are older than an epoch. */
    void prune(Connection connection, String task, long below) throws SQLException {
        String sql =
                "WITH old AS (DELETE FROM %1$s WHERE task = ? AND epoch < ? AND gid <> ?) INSERT INTO %1$s AS mark (gid, task, epoch, attempt) VALUES (?, ?, ?, 0) ON CONFLICT (gid) DO UPDATE SET epoch = greatest(mark.epoch, excluded.epoch)"
                        .formatted(table);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, task);
            statement.setLong(2, below);
            statement.setString(3, mark(task));
            statement.setString(4, mark(task));
            statement.setString(5, task);
            statement.setLong(6, below);
            statement.executeUpdate();
        }
    }

    /** No name of a transaction, for these end in numbers. */
    private static String mark(String task) {
        return Gid.prefix(task) + "before";
    }
}

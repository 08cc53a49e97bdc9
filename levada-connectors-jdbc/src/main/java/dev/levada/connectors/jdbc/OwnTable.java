package dev.levada.connectors.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A table that the sink keeps for itself. */
record OwnTable(String name, String columns) {

    /**
     * Makes it if it is not there. In a transaction of its own.
     *
     * @throws SQLException if it cannot be made; the message has the statement to make it by hand
     */
    void ensure(Connection connection) throws SQLException {
        if (isThere(connection)) {
            return;
        }
        String sql = "CREATE TABLE %s (%s)".formatted(name, columns);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            commit(connection);
        } catch (SQLException e) {
            rollback(connection);
            // Another task may have been faster.
            if (!isThere(connection)) {
                throw new SQLException(
                        "table %s is not there and cannot be made: %s; have it made by: %s"
                                .formatted(name, Place.firstLine(e), sql),
                        e.getSQLState(),
                        e.getErrorCode(),
                        e);
            }
        }
    }

    private boolean isThere(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM %s WHERE 1 = 0".formatted(name))) {
            none.next();
        } catch (SQLException e) {
            rollback(connection);
            if (SqlStates.passing(e)) {
                throw e;
            }
            return false;
        }
        commit(connection);
        return true;
    }

    private static void commit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private static void rollback(Connection connection) throws SQLException {
        if (!connection.isClosed() && !connection.getAutoCommit()) {
            connection.rollback();
        }
    }
}

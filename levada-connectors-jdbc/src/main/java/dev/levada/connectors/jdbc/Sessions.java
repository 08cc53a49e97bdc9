package dev.levada.connectors.jdbc;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Sessions of PostgreSQL. Those that write for a task bear its mark, a lock that is shared, so that a new attempt can
 * end what an old one has left: a process that is frozen or cut off may have rows of an open transaction that the new
 * attempt would wait for.
 */
final class Sessions {

    private Sessions() {}

    static boolean isPostgres(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    /** Epochs may be long, and each statement is to see what others have committed. */
    static void setUp(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT set_config(name, '0', false) FROM pg_catalog.pg_settings WHERE name IN ('idle_in_transaction_session_timeout', 'idle_session_timeout', 'transaction_timeout')");
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }

    /** Marks a session as one that writes for a task, for as long as it lasts. */
    static void mark(Connection connection, String task) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_lock_shared(?)")) {
            lock.setLong(1, number(task));
            lock.execute();
        }
    }

    /** Ends all other sessions that bear the mark of a task. They may take a moment. */
    static void endOthers(Connection connection, String task) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(
                "SELECT pg_terminate_backend(pid) FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND ((classid::bigint << 32) | objid::bigint) = ? AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()")) {
            end.setLong(1, number(task));
            end.execute();
        }
    }

    private static long number(String task) {
        return ByteBuffer.wrap(TaskKey.digest("levada/" + task)).getLong();
    }
}

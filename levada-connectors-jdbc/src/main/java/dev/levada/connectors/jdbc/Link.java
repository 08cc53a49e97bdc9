package dev.levada.connectors.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection that is made again when it has failed. For one thread. */
final class Link {
    private final Database database;
    private final Setup setup;
    private final Backoff backoff;
    private @Nullable Connection connection;

    /** What is done with a connection. Done again when it fails: what it leaves undone is rolled back. */
    @FunctionalInterface
    interface Work<R> {
        R on(Connection connection) throws SQLException, InterruptedException;
    }

    /** What a new connection needs first. */
    @FunctionalInterface
    interface Setup {
        void on(Connection connection) throws SQLException;
    }

    Link(Database database, Setup setup, Backoff backoff) {
        this.database = database;
        this.setup = setup;
        this.backoff = backoff;
    }

    /** Does it, again and again if that may help, up to a limit. */
    <R> R persistently(Work<R> work) throws SQLException, InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (!SqlStates.passing(e) || backoff.over(tried)) {
                    throw e;
                }
                backoff.pause(tried);
            }
        }
    }

    <R> R once(Work<R> work) throws SQLException, InterruptedException {
        try {
            return work.on(connected());
        } catch (SQLException | InterruptedException | RuntimeException e) {
            try {
                close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /** Rolls back what is not committed. */
    void close() throws SQLException {
        Connection old = connection;
        connection = null;
        if (old != null) {
            end(old);
        }
    }

    /** Ends a connection, and what it has not committed with it: databases differ in what closing alone does. */
    static void end(Connection connection) throws SQLException {
        try (connection) {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
        }
    }

    private Connection connected() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = database.connect();
            connection = current;
            setup.on(current);
        }
        return current;
    }
}

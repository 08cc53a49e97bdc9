package dev.levada.connectors.jdbc;

import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of the tests' own, one for each JVM. It refuses to run as root, so root needs a Linux that lets it be
 * somebody else in a namespace of its own (unshare -U), which is then done unasked.
 */
final class Postgres {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final int TRANSACTIONS = 200;

    private Postgres() {}

    private static final class Server {
        static final @Nullable EmbeddedPostgres ONLY = start();

        private static @Nullable EmbeddedPostgres start() {
            try {
                return with(TRANSACTIONS);
            } catch (IOException | RuntimeException e) {
                System.out.println("NOT TESTED: no PostgreSQL can be started here, so its tests are skipped: " + e);
                return null;
            }
        }
    }

    static EmbeddedPostgres with(int preparedTransactions) throws IOException {
        // It stops with this process.
        return EmbeddedPostgres.builder()
                .setServerConfig("max_prepared_transactions", String.valueOf(preparedTransactions))
                .setServerConfig("max_connections", "300")
                .setServerConfig("fsync", "off")
                .start();
    }

    /** The URL of a database; aborts the test if there can be none. */
    static String url() {
        EmbeddedPostgres server = Server.ONLY;
        return server == null ? abort("no PostgreSQL can be started here") : server.getJdbcUrl("postgres", "postgres");
    }

    /** As {@link #url()}, with sessions that can be told from others. */
    static String url(String application) {
        return url() + "&ApplicationName=" + application;
    }

    /** A name that no other test has. */
    static String name() {
        return "t" + NAMES.incrementAndGet();
    }

    /** A new table, with a name that no other test has. */
    static String table(String columns) throws SQLException {
        String table = name();
        execute("CREATE TABLE %s (%s)".formatted(table, columns));
        return table;
    }

    static Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    static void execute(String sql) throws SQLException {
        try (Statement statement = session().createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of all rows. */
    static List<String> query(String sql) throws SQLException {
        try (Statement statement = session().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(String.valueOf(rows.getString(1)));
            }
            return all;
        }
    }

    /** Ends all sessions of an application, and waits until they are gone. */
    static void kill(String application) throws SQLException {
        String sessions = " FROM pg_stat_activity WHERE application_name = '%s'".formatted(application);
        while (!query("SELECT pg_terminate_backend(pid)" + sessions).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static Connection session() {
        url(); // aborts the test if there is no server
        return Session.ONLY;
    }

    /** What the tests themselves ask with; they run one after another. */
    private static final class Session {
        static final Connection ONLY = open();

        private static Connection open() {
            try {
                return connect();
            } catch (SQLException e) {
                throw new IllegalStateException("the server is there but does not talk", e);
            }
        }
    }
}

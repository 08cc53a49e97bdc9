package dev.levada.connectors.jdbc;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.SinkTask;
import dev.levada.connectors.jdbc.Offsets.Offset;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends prepared transactions and fences off older attempts, for one task, on a connection of its own. */
final class Ledger {
    /** How long a lock is waited for. */
    private static final int LOCK_MILLIS = 250;

    private final SinkTask task;
    private final String key;
    private final Place place;
    private final Offsets offsets;
    private final Commits commits;
    private final Link link;

    Ledger(Settings<?> settings, SinkTask task, Place place) {
        this.task = task;
        this.key = TaskKey.of(task);
        this.place = place;
        this.offsets = new Offsets(settings.offsets());
        this.commits = new Commits(settings.commits());
        this.link = new Link(settings.database(), this::setUp, settings.backoff());
    }

    Offsets offsets() {
        return offsets;
    }

    Commits commits() {
        return commits;
    }

    /**
     * Commits what this attempt goes on from, rolls back everything else of the same task, and fences off older
     * attempts.
     *
     * @return the last epoch that was committed
     */
    long open() throws Exception {
        List<Gid> before = task.prepared().stream().map(this::handle).toList();
        try {
            link.once(connection -> {
                requireTwoPhase(connection);
                offsets.own().ensure(connection);
                commits.own().ensure(connection);
                requireNotFenced(connection, "open");
                return true;
            });
            for (Gid gid : before) {
                commit(gid, 0);
            }
            // An older attempt that is still alive may go on until the claim, and then no more.
            return link.persistently(connection -> {
                rollBackRest(connection);
                claim(connection);
                Sessions.endOthers(connection, key);
                return commits.last(connection, key);
            });
        } catch (SQLException e) {
            throw place.unusable("open", "", e);
        }
    }

    /**
     * Commits a transaction, unless it is already.
     *
     * @param oldest the oldest epoch that a restore may still ask for, or 0 to keep all
     */
    void commit(Gid gid, long oldest) throws Exception {
        try {
            link.persistently(connection -> {
                if (!PreparedTransactions.commit(connection, gid)) {
                    requireCommitted(connection, gid);
                }
                if (oldest > 0) {
                    commits.prune(connection, gid.task(), oldest);
                }
                return true;
            });
        } catch (SQLException e) {
            throw place.failed("commit epoch " + gid.epoch(), "COMMIT PREPARED '%s'".formatted(gid), e);
        }
    }

    /** @throws BadInputException if it names no transaction */
    Gid handle(byte[] prepared) {
        try {
            return Gid.of(prepared);
        } catch (IllegalArgumentException e) {
            throw place.refused(String.valueOf(e.getMessage()), e);
        }
    }

    /** Fails if a newer attempt has taken over. */
    void requireNotFenced(String deed) throws Exception {
        link.once(connection -> {
            requireNotFenced(connection, deed);
            return true;
        });
    }

    void close() throws SQLException {
        link.close();
    }

    private void rollBackRest(Connection connection) throws SQLException {
        List<Gid> rest = PreparedTransactions.list(connection, key);
        for (Gid gid : rest) {
            if (gid.attempt() > task.attempt()) {
                throw place.fenced("open", gid.attempt());
            }
        }
        for (Gid gid : rest) {
            // Gone in between is as good.
            PreparedTransactions.rollBack(connection, gid);
        }
    }

    /** Waits for the transactions that are being prepared; those that are prepared fail it, to be rolled back first. */
    private void claim(Connection connection) throws SQLException {
        if (!offsets.claimOrAdd(connection, key, task.attempt())) {
            requireNotFenced(connection, "open");
        }
    }

    private void requireNotFenced(Connection connection, String deed) throws SQLException {
        @Nullable Offset newest = offsets.read(connection, key);
        if (newest != null && newest.attempt() > task.attempt()) {
            throw place.fenced(deed, newest.attempt());
        }
    }

    private void requireCommitted(Connection connection, Gid gid) throws SQLException {
        if (commits.has(connection, gid)) {
            return;
        }
        requireNotFenced(connection, "commit epoch " + gid.epoch());
        if (!commits.covers(connection, gid)) {
            throw lost(gid);
        }
    }

    private BadInputException lost(Gid gid) {
        return place.refused(
                "DATA LOSS: transaction '%s', which epoch %d was prepared in, is gone and was never committed, as %s shows; somebody has rolled it back, or the database was set back. Its rows are lost unless the job starts afresh or from a state before that epoch"
                        .formatted(gid, gid.epoch(), commits.table()));
    }

    private void requirePostgres(Connection connection) throws SQLException {
        if (!Sessions.isPostgres(connection)) {
            throw place.refused("two-phase commit is for PostgreSQL, but this is %s; use offsetInSink()"
                    .formatted(connection.getMetaData().getDatabaseProductName()));
        }
    }

    private void requireTwoPhase(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery("SHOW max_prepared_transactions")) {
            setting.next();
            if (setting.getInt(1) == 0) {
                throw place.refused(
                        "PostgreSQL is set to have no prepared transactions; set max_prepared_transactions to at least twice the sink's %d tasks and restart it, or use offsetInSink()"
                                .formatted(task.parallelism()));
            }
        }
    }

    private void setUp(Connection connection) throws SQLException {
        requirePostgres(connection);
        Sessions.setUp(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = " + LOCK_MILLIS);
        }
    }
}

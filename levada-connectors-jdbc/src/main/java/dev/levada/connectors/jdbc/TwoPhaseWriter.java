package dev.levada.connectors.jdbc;

import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.sql.SQLException;
import java.util.TreeMap;

/** Writes rows into the transaction of the epoch, prepares it, and has it committed when the epoch is complete. */
final class TwoPhaseWriter<T> implements SinkWriter<T> {
    private final Place place;
    private final SinkTask task;
    private final String key;
    private final Ledger ledger;
    private final RowWriter<T> rows;
    private final long committedBefore;

    /** The epochs that are prepared but not committed; each with the oldest that was so when it was prepared. */
    private final TreeMap<Long, Long> pending = new TreeMap<>();

    private TwoPhaseWriter(Place place, SinkTask task, Ledger ledger, RowWriter<T> rows, long committed) {
        this.place = place;
        this.task = task;
        this.key = TaskKey.of(task);
        this.ledger = ledger;
        this.rows = rows;
        this.committedBefore = committed;
    }

    static <T> TwoPhaseWriter<T> open(Settings<T> settings, SinkTask task) throws Exception {
        Place place = new Place(task, settings.database());
        Ledger ledger = new Ledger(settings, task, place);
        try {
            long committed = ledger.open();
            RowWriter<T> rows = RowWriter.open(settings, place);
            try {
                // A newer attempt ends the sessions that it sees; this one it may not have seen.
                ledger.requireNotFenced("open");
            } catch (Throwable e) { // an Error too must not leave a connection
                Closing.after(e, rows::close);
                throw e;
            }
            return new TwoPhaseWriter<>(place, task, ledger, rows, committed);
        } catch (Throwable e) { // an Error too must not leave a connection
            Closing.after(e, ledger::close);
            throw e;
        }
    }

    @Override
    public void write(T value) throws SQLException {
        try {
            rows.write(value);
        } catch (SQLException e) {
            throw explained("write a row", e);
        }
    }

    @Override
    public byte[] prepare(long epoch) throws Exception {
        place.requireLater(epoch, committedBefore, ledger.commits().table());
        if (rows.isEmpty()) {
            return new byte[0];
        }
        Gid gid = new Gid(key, task.attempt(), epoch);
        try {
            rows.prepare(gid, ledger.commits().insert(gid, ledger.offsets()));
        } catch (SQLException e) {
            throw explained("prepare epoch " + epoch, e);
        }
        pending.put(epoch, pending.isEmpty() ? epoch : pending.firstKey());
        return gid.toBytes();
    }

    @Override
    public void commit(byte[] prepared) throws Exception {
        if (prepared.length == 0) {
            return;
        }
        Gid gid = ledger.handle(prepared);
        ledger.commit(gid, pending.getOrDefault(gid.epoch(), 0L));
        pending.headMap(gid.epoch(), true).clear();
    }

    @Override
    public void close() throws SQLException {
        try {
            rows.close();
        } finally {
            ledger.close();
        }
    }

    /** If a newer attempt has taken over, that is why: it ends sessions and refuses the row that each epoch adds. */
    private SQLException explained(String deed, SQLException problem) {
        try {
            ledger.requireNotFenced(deed);
        } catch (FencedException e) {
            e.addSuppressed(problem);
            return e;
        } catch (Exception e) {
            problem.addSuppressed(e);
        }
        return problem;
    }
}

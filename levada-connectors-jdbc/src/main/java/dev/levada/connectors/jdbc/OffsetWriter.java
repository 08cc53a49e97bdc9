package dev.levada.connectors.jdbc;

import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Collects the rows of an epoch, and has them stored when it is complete. */
final class OffsetWriter<T> implements SinkWriter<T> {
    private final Settings<T> settings;
    private final Place place;
    private final long attempt;
    private final String task;
    private final EpochStore store;
    private final String sql;
    private final long storedBefore;
    private final Recorder recorder = new Recorder();
    private final EpochRows rows;

    private OffsetWriter(Settings<T> settings, SinkTask task, Place place, EpochStore store, String sql, long stored) {
        this.settings = settings;
        this.place = place;
        this.attempt = task.attempt();
        this.task = TaskKey.of(task);
        this.store = store;
        this.sql = sql;
        this.storedBefore = stored;
        this.rows = new EpochRows(settings.mostBytes());
    }

    static <T> OffsetWriter<T> open(Settings<T> settings, SinkTask task) throws Exception {
        Place place = new Place(task, settings.database());
        List<PreparedRows> before = new ArrayList<>();
        for (byte[] prepared : task.prepared()) {
            before.add(read(place, prepared));
        }
        EpochStore store = new EpochStore(settings, task, place);
        try {
            String sql = store.open(settings.insert());
            for (PreparedRows rows : before) {
                store.commit(rows);
            }
            return new OffsetWriter<>(settings, task, place, store, sql, store.stored());
        } catch (Throwable e) { // an Error too must not leave a connection
            Closing.after(e, store::close);
            throw e;
        }
    }

    @Override
    public void write(T value) throws SQLException, IOException {
        recorder.clear();
        settings.insert().binder().bind(recorder.statement(), value);
        boolean fits;
        try {
            fits = rows.add(recorder.row());
        } catch (Values.UnfitException e) {
            throw new IOException(
                    "%s: a row cannot be kept until its epoch is complete, because it has %s; set null, strings, numbers, booleans, bytes, UUIDs and java.time, or use two-phase commit"
                            .formatted(place, e.getMessage()),
                    e);
        }
        if (!fits) {
            throw new IOException(
                    "%s: the epoch has %,d rows, and one more makes more than %,d bytes; use shorter epochs, two-phase commit, or a greater maxEpochBytes"
                            .formatted(place, rows.count(), settings.mostBytes()));
        }
    }

    @Override
    public byte[] prepare(long epoch) {
        place.requireLater(epoch, storedBefore, settings.offsets());
        if (rows.isEmpty()) {
            return new byte[0];
        }
        int count = rows.count();
        return new PreparedRows(task, epoch, attempt, sql, count, rows.take()).toBytes();
    }

    @Override
    public void commit(byte[] prepared) throws Exception {
        if (prepared.length > 0) {
            store.commit(read(place, prepared));
        }
    }

    @Override
    public void close() throws SQLException {
        store.close();
    }

    private static PreparedRows read(Place place, byte[] prepared) throws IOException {
        try {
            return PreparedRows.of(prepared);
        } catch (IOException e) {
            throw place.refused("what was prepared cannot be read: " + e.getMessage(), e);
        }
    }
}

package dev.levada.connectors.jdbc;

import dev.levada.api.connector.Sink;
import java.sql.Driver;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Settings of a sink that writes to a database. */
public final class JdbcOutput<T> {
    private static final Pattern TABLE = Pattern.compile("([A-Za-z_]\\w*\\.)*[A-Za-z_]\\w*");
    private static final int MOST_BATCH = 100_000;
    private static final int LEAST_EPOCH = 1 << 10;
    private static final int MOST_EPOCH = 1 << 30;

    private final String url;
    private final Insert<T> insert;
    private @Nullable String user;
    private @Nullable String password;
    private @Nullable Driver driver;
    private String tables = "levada";
    private int batch = 500;
    private int mostBytes = 64 << 20;
    private boolean twoPhase;
    private Backoff backoff = Backoff.USUAL;

    JdbcOutput(String url, Insert<T> insert) {
        this.url = url;
        this.insert = insert;
    }

    /** Who to log in as; never printed. The default is what the URL says. */
    public JdbcOutput<T> credentials(String name, String secret) {
        this.user = name;
        this.password = secret;
        return this;
    }

    /**
     * Has the driver be among the classes of a loader, instead of those that {@link java.sql.DriverManager} knows.
     *
     * @throws IllegalArgumentException if none there knows the URL
     */
    public JdbcOutput<T> driverFrom(ClassLoader classes) {
        this.driver = Database.driver(
                        ServiceLoader.load(Driver.class, classes).stream().map(ServiceLoader.Provider::get), url)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "no JDBC driver among the classes knows this URL; add the driver's jar, and check the beginning of the URL"));
        return this;
    }

    /** How many rows go to the database at once, from 1 to 100,000; the default is 500. */
    public JdbcOutput<T> batch(int rows) {
        this.batch = inRange("batch", rows, 1, MOST_BATCH);
        return this;
    }

    /**
     * How the names of the tables with the sink's books begin; the default is {@code levada}, for
     * {@code levada_offsets} and {@code levada_commits}. May begin with a schema and a dot. They are made if they are
     * not there.
     */
    public JdbcOutput<T> tables(String prefix) {
        if (!TABLE.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "'%s' cannot begin the names of tables; use letters, digits and underscores, with a schema and a dot before if need be"
                            .formatted(prefix));
        }
        this.tables = prefix;
        return this;
    }

    /**
     * How many bytes of rows an epoch of one task may have when the offset is in the sink, from 1 KiB to 1 GiB; the
     * default is 64 MiB. They are held in memory and in the job's snapshots.
     */
    public JdbcOutput<T> maxEpochBytes(int bytes) {
        this.mostBytes = inRange("maxEpochBytes", bytes, LEAST_EPOCH, MOST_EPOCH);
        return this;
    }

    /**
     * For any database with transactions: the number of the epoch is stored with its rows. Rows travel in the job's
     * state until their epoch is complete, and only then does the database see them: a row that it refuses stops the
     * job there, until the table takes it. This is the default.
     */
    public JdbcOutput<T> offsetInSink() {
        this.twoPhase = false;
        return this;
    }

    /**
     * For PostgreSQL with {@code max_prepared_transactions} above 0: rows are written as they come and each epoch is a
     * prepared transaction until it is complete. A row that the table refuses fails at once. Each task has two
     * connections, to the server or through a pool that keeps a session together. Prepared transactions hold their
     * locks while a job is down: a job that does not come back is to be ended by {@code ROLLBACK PREPARED}.
     */
    public JdbcOutput<T> twoPhaseCommit() {
        this.twoPhase = true;
        return this;
    }

    /** For tests, which cannot wait as long. */
    JdbcOutput<T> backoff(Backoff other) {
        this.backoff = other;
        return this;
    }

    public Sink<T> build() {
        Settings<T> settings =
                new Settings<>(new Database(url, user, password, driver), insert, tables, batch, mostBytes, backoff);
        return new JdbcSink<>(settings, twoPhase ? Sink.Contract.TRANSACTIONAL : Sink.Contract.OFFSET_IN_SINK);
    }

    private static int inRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s is %d; it can be %d to %d".formatted(what, value, least, most));
        }
        return value;
    }
}

package dev.levada.connectors.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Sinks that write rows to a database. Rows of an epoch are seen together, when the job has recorded that the epoch is
 * complete, and once, whatever fails in between; see the package for the two ways to this.
 *
 * <pre>{@code
 * JdbcSinks.insert("jdbc:postgresql://db/plant", "spikes", Spike.class)
 *         .credentials("levada", password)
 *         .twoPhaseCommit()
 *         .build()
 * }</pre>
 */
public final class JdbcSinks {

    private JdbcSinks() {}

    /** Makes a row of a value. Shared by all tasks of a sink, so it must bear their threads. */
    @FunctionalInterface
    public interface Binder<T> {

        /**
         * Sets every parameter of the statement, by the {@code set} methods and nothing else. With
         * {@link JdbcOutput#offsetInSink() the offset in the sink} what is set is kept until the commit, so it can only
         * be null, a string, a number, a boolean, bytes, a UUID or a date or time of {@code java.time}.
         *
         * @throws SQLException if a parameter cannot be set; nothing is written of this value then
         */
        void bind(PreparedStatement statement, T value) throws SQLException;
    }

    /**
     * Writes each value by a statement of the user's, mostly an {@code INSERT}.
     *
     * @param url of the database, {@code jdbc:...}
     * @param sql one statement with a {@code ?} for each parameter; it should not depend on the time or on chance
     */
    public static <T> JdbcOutput<T> insert(String url, String sql, Binder<? super T> binder) {
        return new JdbcOutput<>(url, new GivenInsert<>(sql, binder));
    }

    /**
     * Writes each record as a row: each component goes into the column of that name, whether or not the cases of the
     * letters agree. Enums are written as their names, an empty {@code Optional} as null, an {@code Instant} as a time
     * at UTC. Columns that are not components keep their defaults.
     *
     * @param table as in SQL: {@code spikes}, {@code plant.spikes}; within double quotes it is taken by the letter
     * @throws IllegalArgumentException if a component is of a type that cannot be written
     */
    public static <R extends Record> JdbcOutput<R> insert(String url, String table, Class<R> type) {
        RecordBinder<R> binder = new RecordBinder<>(type);
        return new JdbcOutput<>(
                url, new TableInsert<>(table, "a component of record " + type.getName(), binder.names(), binder));
    }

    /**
     * Writes each value as a row of which it is known only when the job is made what it is like.
     *
     * @param table as above
     * @param columns whether or not the cases of their letters agree; others keep their defaults
     * @param row gives a value for each of them, in order; of types that components of records can have
     */
    public static <T> JdbcOutput<T> insert(
            String url, String table, List<String> columns, Function<? super T, ? extends List<?>> row) {
        return new JdbcOutput<>(url, new TableInsert<>(table, "a field", columns, new RowBinder<>(row)));
    }
}

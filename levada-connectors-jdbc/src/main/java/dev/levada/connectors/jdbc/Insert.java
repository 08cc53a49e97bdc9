package dev.levada.connectors.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** The statement that writes a row. */
interface Insert<T> {

    /** The statement, as this database wants it. */
    String sql(Connection connection) throws SQLException;

    JdbcSinks.Binder<? super T> binder();

    /** What is written to, for people. */
    String describe();
}

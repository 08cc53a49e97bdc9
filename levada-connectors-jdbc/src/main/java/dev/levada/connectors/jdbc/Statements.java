package dev.levada.connectors.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

/** The statement of a sink, in a database. */
final class Statements {

    private Statements() {}

    /** The statement, which the database has looked at, if it does so before there is a row. */
    static String checked(Connection connection, Insert<?> insert) throws SQLException {
        String sql = insert.sql(connection);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            // Most drivers ask the database for this only now, and it then says what is wrong.
            statement.getParameterMetaData().getParameterCount();
        } catch (SQLFeatureNotSupportedException e) {
            return sql; // the first row will tell
        }
        return sql;
    }
}

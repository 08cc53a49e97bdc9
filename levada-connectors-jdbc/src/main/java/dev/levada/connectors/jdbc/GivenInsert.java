package dev.levada.connectors.jdbc;

import java.sql.Connection;

/** A statement of the user's. */
record GivenInsert<T>(String sql, JdbcSinks.Binder<? super T> binder) implements Insert<T> {

    @Override
    public String sql(Connection connection) {
        return sql;
    }

    @Override
    public String describe() {
        return Place.shortened(sql);
    }
}

package dev.levada.connectors.jdbc;

/**
 * What all tasks of a sink share.
 *
 * @param tables how the names of the tables with the books begin
 * @param mostBytes of rows in an epoch that travels in the job's state
 */
record Settings<T>(Database database, Insert<T> insert, String tables, int batch, int mostBytes, Backoff backoff) {

    String describe() {
        return "jdbc %s at %s".formatted(insert.describe(), database);
    }

    String offsets() {
        return tables + "_offsets";
    }

    String commits() {
        return tables + "_commits";
    }
}

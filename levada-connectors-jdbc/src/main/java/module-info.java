/** Sinks that write to databases through JDBC. */
@org.jspecify.annotations.NullMarked
module dev.levada.connectors.jdbc {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires transitive java.sql;

    uses java.sql.Driver;

    exports dev.levada.connectors.jdbc;
}

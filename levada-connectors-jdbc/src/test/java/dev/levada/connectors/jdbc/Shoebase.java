package dev.levada.connectors.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.util.Map;

/** A database that is not PostgreSQL and has no transactions. */
final class Shoebase {
    static final Driver DRIVER = answering(
            Driver.class,
            Map.of(
                    "connect",
                    answering(
                            Connection.class,
                            Map.of(
                                    "getMetaData",
                                    answering(
                                            DatabaseMetaData.class,
                                            Map.of(
                                                    "getDatabaseProductName",
                                                    "Shoebase",
                                                    "supportsTransactions",
                                                    false)),
                                    "isClosed",
                                    true))));

    private Shoebase() {}

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                Shoebase.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "acceptsURL" -> String.valueOf(arguments[0]).startsWith("jdbc:shoebase:");
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> 1;
                    default -> answers.get(method.getName());
                }));
    }
}

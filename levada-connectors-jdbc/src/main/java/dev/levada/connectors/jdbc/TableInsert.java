package dev.levada.connectors.jdbc;

import dev.levada.api.connector.BadInputException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Inserts into columns of a table by their names.
 *
 * @param part what there is for each column, for people: {@code a field}
 * @param names of the columns that get something
 * @param binder sets one parameter for each of these, in their order
 */
record TableInsert<T>(String table, String part, List<String> names, JdbcSinks.Binder<? super T> binder)
        implements Insert<T> {
    private static final Pattern PART = Pattern.compile("\\G(\"[^\"]+\"|[^\".]+)(\\.|$)");
    private static final Pattern PLAIN = Pattern.compile("\\w+");

    TableInsert {
        names = List.copyOf(names);
    }

    @Override
    public String sql(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String into = quotedTable(database);
        List<String> columns = new ArrayList<>();
        List<String> there = columns(connection, into);
        for (String name : names) {
            columns.add(quoted(database, column(name, there)));
        }
        return "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                        into, String.join(", ", columns), String.join(", ", Collections.nCopies(columns.size(), "?")));
    }

    @Override
    public String describe() {
        return table;
    }

    /** As SQL would take it: what is not in quotes has the database's case. */
    private String quotedTable(DatabaseMetaData database) throws SQLException {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(table);
        int end = 0;
        while (matcher.find()) {
            parts.add(quoted(database, named(database, matcher.group(1))));
            end = matcher.end();
        }
        if (end != table.length() || table.isEmpty() || table.endsWith(".")) {
            throw new BadInputException("'%s' is not the name of a table; write it as in SQL".formatted(table));
        }
        return String.join(".", parts);
    }

    private static String named(DatabaseMetaData database, String part) throws SQLException {
        if (part.startsWith("\"")) {
            return part.substring(1, part.length() - 1);
        }
        if (PLAIN.matcher(part).matches() && database.storesUpperCaseIdentifiers()) {
            return part.toUpperCase(Locale.ROOT);
        }
        return PLAIN.matcher(part).matches() && database.storesLowerCaseIdentifiers()
                ? part.toLowerCase(Locale.ROOT)
                : part;
    }

    private static List<String> columns(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM %s WHERE 1 = 0".formatted(name))) {
            ResultSetMetaData row = none.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= row.getColumnCount(); i++) {
                columns.add(row.getColumnName(i));
            }
            return columns;
        }
    }

    private String column(String name, List<String> there) {
        if (there.contains(name)) {
            return name;
        }
        List<String> alike = there.stream().filter(name::equalsIgnoreCase).toList();
        if (alike.size() != 1) {
            throw new BadInputException(
                    "table %s has no column '%s' for %s of that name; it has %s; rename one of them, or give the statement yourself"
                            .formatted(table, name, part, there));
        }
        return alike.get(0);
    }

    private static String quoted(DatabaseMetaData database, String name) throws SQLException {
        String quote = database.getIdentifierQuoteString();
        return quote.isBlank() ? name : quote + name.replace(quote, quote + quote) + quote;
    }
}
